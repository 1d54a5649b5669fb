using Phusa.Exchange.Contracts;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Webhooks;

/// <summary>What a form to subscribe, or to change a subscription, is filled with.</summary>
internal sealed record SubscriptionFields(
    IReadOnlyList<EventKind> Kinds, SubscriptionOrder Order, IReadOnlyList<Problem> Problems);

/// <summary>What the page to subscribe shows.</summary>
internal sealed record SubscriptionFormView(MemberSystem System, SubscriptionFields Fields);

/// <summary>What the page of a subscription shows.</summary>
/// <param name="State">Of the deliveries shown; null for all.</param>
internal sealed record SubscriptionView(
    SubscriptionOfSystem Known, IReadOnlyList<Delivery> Deliveries, DeliveryCounts Counts, DeliveryState? State, int Page,
    bool MayKeep, SubscriptionFields Fields, DateTimeOffset Now)
{
    public const int Size = 50;

    /// <summary>One that was just made, and is shown this once.</summary>
    public string? Secret { get; init; }

    public Subscription Subscription => Known.Subscription;

    public MemberSystem System => Known.Told.System;

    public string Address => AddressOf(Subscription);

    /// <summary>Of its page.</summary>
    public static string AddressOf(Subscription one) => $"/exchange/systems/{one.SystemId}/subscriptions/{one.Id}";
}

/// <summary>What the page of a delivery shows.</summary>
internal sealed record DeliveryView(
    SubscriptionOfSystem Known, Delivery Delivery, IReadOnlyList<DeliveryAttempt> Attempts, string Body, bool MayKeep);
