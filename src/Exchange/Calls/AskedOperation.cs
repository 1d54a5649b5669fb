using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.Calls;

/// <summary>What a forwarded call asks for, found out and found right before anything goes on.</summary>
/// <param name="Name">As evidence and traffic name it, without a value of the request.</param>
/// <param name="Body">The request's body, where it was read to be looked at; it stands in the request again.</param>
/// <param name="Operation">Of a REST service.</param>
internal sealed record AskedOperation(string Name, ReadOnlyMemory<byte>? Body = null, Operation? Operation = null);

/// <summary>What is asked for, or why it is not asked rightly.</summary>
internal sealed record AskedReading(AskedOperation? Asked, CallRefusal? Refusal)
{
    public static implicit operator AskedReading(AskedOperation asked) => new(asked, null);

    public static implicit operator AskedReading(CallRefusal refusal) => new(null, refusal);
}
