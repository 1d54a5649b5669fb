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
    ServiceDrafted,
    ServicePublished,
    ServiceDeprecated,
    ServiceRetired,
    DocumentChanged,
    UpstreamChanged,
    UpstreamAnswers,
    UpstreamFails,
    AgreementRequested,
    AgreementApproved,
    AgreementGranted,
    AgreementRefused,
    AgreementSuspended,
    AgreementResumed,
    AgreementEnded,
    AlertOpened,
    AlertClosed,
    SubscriptionAdded,
    SubscriptionActivated,
    SubscriptionChanged,
    SubscriptionSecretChanged,
    SubscriptionReplayed,
    SubscriptionStopped,
    SubscriptionRemoved,
    PeerRegistered,
    PeerChanged,
    PeerEnabled,
    PeerDisabled,
    CatalogueTaken,
    CatalogueRefused,
    ServiceListed,
    ServiceUnlisted,
    ServiceTakenOver,
    CopyAdded,
    CopyRenewed,
    CopyRemoved,
    CopyFresh,
    CopyTroubled,
}

/// <summary>One thing that was done to a member, a system, a credential, a service, an agreement, a subscription or a peer, or was seen of its traffic.</summary>
/// <param name="ActorId">Null for the program itself.</param>
/// <param name="MemberId">The peer's, for what was done to a peer.</param>
/// <param name="Detail">The reason, or which credential; never a secret.</param>
internal sealed record ExchangeEvent(
    Guid Id, DateTimeOffset At, Guid? ActorId, string ActorName, ExchangeAction Action, Guid MemberId, Guid? SystemId,
    string Detail, string Address)
{
    /// <summary>The service it was done to, or to which an agreement belongs.</summary>
    public Guid? ServiceId { get; init; }

    /// <summary>The agreement it was done to.</summary>
    public Guid? AgreementId { get; init; }

    /// <summary>Who did what the program does by itself.</summary>
    public const string Program = "Phù Sa";

    /// <summary>What the program saw by itself.</summary>
    public static ExchangeEvent Seen(DateTimeOffset now, ExchangeAction action, Guid member, Guid service, string detail) =>
        new(Guid.CreateVersion7(now), now, null, Program, action, member, null, detail, "") { ServiceId = service };

    public static ExchangeEvent By(
        Caller caller, DateTimeOffset now, ExchangeAction action, Guid member, Guid? system = null, string detail = "") =>
        new(Guid.CreateVersion7(now), now, caller.AccountId, caller.Name, action, member, system, detail,
            caller.Address ?? "");
}
