namespace Phusa.Exchange.Agreements;

internal enum AgreementState { Requested, Granted, Refused, Suspended, Ended, Expired }

internal enum AgreementDeed { Approve, Refuse, Suspend, Resume, End, Renew }

/// <summary>The life of an agreement: what may be done in which state, and what follows.</summary>
internal static class AgreementStates
{
    /// <summary>Null when it cannot be done.</summary>
    /// <param name="isLastApproval">False for the first of two approvals.</param>
    public static AgreementState? After(AgreementState state, AgreementDeed deed, bool isLastApproval = true) =>
        (state, deed) switch
        {
            (AgreementState.Requested, AgreementDeed.Approve) =>
                isLastApproval ? AgreementState.Granted : AgreementState.Requested,
            (AgreementState.Requested, AgreementDeed.Refuse) => AgreementState.Refused,
            (AgreementState.Granted, AgreementDeed.Suspend) => AgreementState.Suspended,
            (AgreementState.Suspended, AgreementDeed.Resume) => AgreementState.Granted,
            // A request that ends before it was answered is withdrawn.
            (AgreementState.Requested or AgreementState.Granted or AgreementState.Suspended, AgreementDeed.End) =>
                AgreementState.Ended,
            (AgreementState.Granted or AgreementState.Expired, AgreementDeed.Renew) => state,
            _ => null,
        };

    /// <summary>What was granted expires by itself after its last day.</summary>
    public static AgreementState On(AgreementState kept, DateOnly validTo, DateOnly day) =>
        kept is AgreementState.Granted or AgreementState.Suspended && day > validTo ? AgreementState.Expired : kept;
}
