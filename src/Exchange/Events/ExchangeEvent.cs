using Phusa.Security.Contracts;

namespace Phusa.Exchange.Events;

internal enum ExchangeAction
{
    MemberRegistered,
    MemberChanged,
    MemberSuspended,
    MemberActivated,
    SystemRegistered,
    SystemChanged,
    SystemSuspended,
    SystemActivated,
    CredentialAdded,
    CredentialWithdrawn,
}

/// <summary>One thing somebody did to a member, a system or a credential.</summary>
/// <param name="ActorId">Null for the program itself.</param>
/// <param name="Detail">The reason, or which credential; never a secret.</param>
internal sealed record ExchangeEvent(
    Guid Id, DateTimeOffset At, Guid? ActorId, string ActorName, ExchangeAction Action, Guid MemberId, Guid? SystemId,
    string Detail, string Address)
{
    public static ExchangeEvent By(
        Caller caller, DateTimeOffset now, ExchangeAction action, Guid member, Guid? system = null, string detail = "") =>
        new(Guid.CreateVersion7(now), now, caller.AccountId, caller.Name, action, member, system, detail,
            caller.Address ?? "");
}
