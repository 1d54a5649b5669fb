using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>
/// Who may do what on the exchange: the data office everything; an agency's steward offers its services and keeps its
/// systems; a member's integrator keeps the systems; an auditor looks; other officials see who takes part.
/// </summary>
internal static class MemberRights
{
    /// <summary>Takes members in, approves systems, suspends.</summary>
    public static bool RunsExchange(this Caller caller) => caller.Has(Role.DataOffice);

    /// <summary>Offers services in the member's name and decides who gets them.</summary>
    public static bool AnswersFor(this Caller caller, Member member) =>
        caller.RunsExchange() || (member.Agency is { } agency && caller.Has(Role.Steward, agency));

    /// <summary>Registers systems of the member, keeps their contacts, credentials and webhooks, and asks for agreements.</summary>
    public static bool Connects(this Caller caller, Member member) =>
        caller.AnswersFor(member) || caller.Has(Role.Integrator, member.Seat);

    /// <summary>Sees contacts, credentials (never a secret), drafts of services and what was done.</summary>
    public static bool LooksInto(this Caller caller, Member member) =>
        caller.Connects(member) || caller.Has(Role.Auditor);

    /// <summary>Whether there may be a member that the caller looks into.</summary>
    public static bool SeesSystems(this Caller caller) =>
        caller.AgenciesAs(Role.Steward, Role.Integrator, Role.DataOffice, Role.Auditor).Any();
}
