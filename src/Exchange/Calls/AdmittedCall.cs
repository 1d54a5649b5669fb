using Phusa.Exchange.Agreements;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;

namespace Phusa.Exchange.Calls;

/// <summary>A call that may be answered.</summary>
/// <param name="Target">The path behind the service's own address.</param>
/// <param name="Case">The case number the caller gave.</param>
/// <param name="Consent">What the caller refers to as the consent of the person that the call is about.</param>
internal sealed record AdmittedCall(
    CallRequest Request, CallStanding Standing, TargetPath Target, string? Case, string? Consent, IReadOnlyList<CallLimit> Limits)
{
    /// <summary>For whom a system of another exchange calls.</summary>
    public string? Represented { get; init; }

    public SystemOfMember Consumer { get; } = Standing.Consumer!;

    public ServiceOfMember Provider { get; } = Standing.Provider!;

    public Agreement Agreement { get; } = Standing.Agreement!;
}

/// <summary>A call that may be answered, or why not.</summary>
internal sealed record Admission(AdmittedCall? Call, CallRefusal? Refusal)
{
    public static implicit operator Admission(AdmittedCall call) => new(call, null);

    public static implicit operator Admission(CallRefusal refusal) => new(null, refusal);
}
