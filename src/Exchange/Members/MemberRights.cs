using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>
/// Who may do what on the exchange: the data office everything; an agency's steward registers and keeps the systems of
/// that agency; an auditor looks; other officials see who takes part.
/// </summary>
internal static class MemberRights
{
    /// <summary>Takes members in, approves systems, suspends.</summary>
    public static bool RunsExchange(this Caller caller) => caller.Has(Role.DataOffice);

    /// <summary>Registers systems of the member, keeps their contacts and credentials.</summary>
    public static bool AnswersFor(this Caller caller, Member member) =>
        caller.RunsExchange() || (member.Agency is { } agency && caller.Has(Role.Steward, agency));

    /// <summary>Sees contacts, credentials (never a secret) and what was done.</summary>
    public static bool LooksInto(this Caller caller, Member member) =>
        caller.AnswersFor(member) || caller.Has(Role.Auditor);
}
