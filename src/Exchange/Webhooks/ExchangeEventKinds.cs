using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Services;

namespace Phusa.Exchange.Webhooks;

/// <summary>The events that the exchange itself publishes, and what each says.</summary>
internal static class ExchangeEventKinds
{
    /// <summary>Sent on demand to the subscription that asks for it; nobody subscribes to it.</summary>
    public const string Test = "webhook.test";

    public const string DatasetVersion = "dataset.version";

    private const string AgreementEnded = "agreement.ended";
    private const string AgreementExpiring = "agreement.expiring";

    public static IReadOnlyList<EventKind> All =>
    [
        new(DatasetVersion, T.EventDatasetVersion), new("service.published", T.EventServicePublished),
        new("service.deprecated", T.EventServiceDeprecated), new("service.retired", T.EventServiceRetired),
        new("agreement.granted", T.EventAgreementGranted), new("agreement.refused", T.EventAgreementRefused),
        new("agreement.suspended", T.EventAgreementSuspended), new("agreement.resumed", T.EventAgreementResumed),
        new(AgreementEnded, T.EventAgreementEnded), new(AgreementExpiring, T.EventAgreementExpiring),
    ];

    /// <summary>Null for what others need not know: a draft that was given up was never there for them.</summary>
    public static OutgoingEvent? Of(Service was, ServiceState next, DateTimeOffset at) =>
        (was.State, next) == (ServiceState.Draft, ServiceState.Retired)
        ? null
        : new($"service.{Word(next)}", at, $"/api/v1/exchange/services/{was.Id}", new Dictionary<string, object?>
        {
            ["service"] = was.Id, ["code"] = was.Code, ["version"] = was.Version, ["dataset"] = was.Dataset, ["state"] = Word(next),
        });

    /// <summary>Null for a step on which nothing hangs yet, such as the first of two approvals.</summary>
    public static OutgoingEvent? Of(Agreement next, ExchangeEvent done) => done.Action switch
    {
        ExchangeAction.AgreementGranted => Of(next, "agreement.granted", done.At, next.State),
        ExchangeAction.AgreementRefused => Of(next, "agreement.refused", done.At, next.State),
        ExchangeAction.AgreementSuspended => Of(next, "agreement.suspended", done.At, next.State),
        ExchangeAction.AgreementResumed => Of(next, "agreement.resumed", done.At, next.State),
        ExchangeAction.AgreementEnded => Of(next, AgreementEnded, done.At, next.State),
        _ => null,
    };

    /// <summary>Its last day has passed.</summary>
    public static OutgoingEvent Expired(Agreement agreement, DateTimeOffset at) =>
        Of(agreement, AgreementEnded, at, AgreementState.Expired) with { Once = $"agreement.expired:{agreement.Id}" };

    /// <param name="days">Before its last day, of the notice; there are several.</param>
    public static OutgoingEvent Expiring(Agreement agreement, int days, DateTimeOffset at) =>
        Of(agreement, AgreementExpiring, at, agreement.State) with { Once = $"{AgreementExpiring}:{agreement.Id}:{days}" };

    private static OutgoingEvent Of(Agreement agreement, string type, DateTimeOffset at, AgreementState state) =>
        new(type, at, $"/api/v1/exchange/agreements/{agreement.Id}", new Dictionary<string, object?>
        {
            ["agreement"] = agreement.Id, ["service"] = agreement.ServiceId, ["system"] = agreement.SystemId, ["state"] = state,
            ["validTo"] = agreement.Terms.ValidTo,
        }) { System = agreement.SystemId };

    private static string Word(ServiceState state) => state switch
    {
        ServiceState.Published => "published", ServiceState.Deprecated => "deprecated", _ => "retired",
    };
}
