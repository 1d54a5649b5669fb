using Phusa.Exchange.Tokens;

namespace Phusa.Exchange.Calls;

/// <summary>The system that a call proves to come from.</summary>
/// <param name="Credential">By which it proved itself, or got its token.</param>
/// <param name="Agreement">The only one that counts; null where any does.</param>
internal sealed record ProvenCaller(Guid System, Guid Credential, Guid? Agreement)
{
    public static ProvenCaller Of(VerifiedToken token) => new(token.System, token.Credential, token.Agreement);
}

/// <summary>Who calls, or why that is not known.</summary>
internal sealed record CallerReading(ProvenCaller? Caller, CallRefusal? Refusal)
{
    public static implicit operator CallerReading(ProvenCaller caller) => new(caller, null);

    public static implicit operator CallerReading(CallRefusal refusal) => new(null, refusal);
}
