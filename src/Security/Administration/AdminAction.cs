using Phusa.Security.Contracts;

namespace Phusa.Security.Administration;

internal enum AdminActionKind
{
    AccountOpened,
    RolesChanged,
    AccountLocked,
    AccountUnlocked,
    PasswordReset,
    SecondFactorReset,
    SessionsEnded,
    AgencyAdded,
    AgencyChanged,
    AgencyEnded,
    WitnessAdded,
    WitnessWithdrawn,
}

/// <summary>One thing that was done to an account, an agency or a witness of the ledger by somebody else.</summary>
/// <param name="Subject">The account's id, the agency's code or the witness's name.</param>
/// <param name="SubjectName">Its name at that time.</param>
/// <param name="Detail">For roles what was given and taken: <c>+Steward@H21.05 -Auditor@H21.19</c>.</param>
internal sealed record AdminAction(
    Guid Id, DateTimeOffset At, Guid ActorId, string ActorName, AdminActionKind Kind, string Subject,
    string SubjectName, string Detail, string Address)
{
    public static AdminAction By(
        Caller caller, DateTimeOffset now, AdminActionKind kind, string subject, string name, string detail = "") => new(
        Guid.CreateVersion7(now), now,
        caller.AccountId ?? throw new InvalidOperationException("Nobody administers anonymously"), caller.Name, kind,
        subject, name, detail, caller.Address ?? "");
}
