using Phusa.Exchange.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Webhooks;

/// <param name="Stop">Why it is told no more: <c>gone</c> or <c>failing</c>.</param>
/// <param name="FormerSecretUntil">Until when the former secret signs as well.</param>
internal sealed record SubscriptionAnswer(
    Guid Id, Guid System, string Address, IReadOnlyList<string> Events, IReadOnlyList<string> Datasets, string State,
    string? Stop, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? VerifiedAt, DateTimeOffset? FailingSince,
    DateTimeOffset? FormerSecretUntil, int Waiting, int Dead)
{
    public static SubscriptionAnswer Of(Subscription one, DeliveryCounts counts) => new(
        one.Id, one.SystemId, one.Address.AbsoluteUri, one.Types, one.Datasets, Word.Of(one.State),
        one.Stop is { } stop ? Word.Of(stop) : null, one.CreatedAt, one.CreatedBy, one.VerifiedAt, one.FailingSince, one.FormerUntil, counts.Waiting, counts.Dead);
}

/// <param name="Secret">Shown this once.</param>
internal sealed record NewSubscriptionAnswer(SubscriptionAnswer Subscription, string Secret);

/// <param name="Status">Of the receiver's answer; null where none came.</param>
internal sealed record AttemptAnswer(DateTimeOffset At, int Milliseconds, int? Status, string? Failure)
{
    public static AttemptAnswer Of(DeliveryAttempt one) => new(
        one.At, (int)one.Took.TotalMilliseconds, one.Status, one.Failure is { } failure ? Word.Of(failure) : null);
}

/// <param name="DueAt">Of the next attempt; null where it has ended.</param>
/// <param name="History">Newest first; null in a list.</param>
internal sealed record DeliveryAnswer(
    Guid Id, string WebhookId, string Type, DateTimeOffset HappenedAt, string State, int Attempts, DateTimeOffset? DueAt,
    DateTimeOffset? EndedAt, AttemptAnswer? Last, IReadOnlyList<AttemptAnswer>? History)
{
    public static DeliveryAnswer Of(Delivery one, IReadOnlyList<DeliveryAttempt>? history = null) => new(
        one.Id, one.Event.WebhookId, one.Event.Type, one.Event.At, Word.Of(one.State), one.Attempts,
        one.State == DeliveryState.Waiting ? one.DueAt : null, one.EndedAt, one.Last is { } last ? AttemptAnswer.Of(last) : null,
        history is null ? null : [.. history.Select(AttemptAnswer.Of)]);
}

internal sealed record EventKindAnswer(string Type, string Title)
{
    public static EventKindAnswer Of(EventKind kind) => new(kind.Type, kind.Title.ToString());
}

/// <param name="Hours">For which the former secret signs as well.</param>
internal sealed record RotateOrder(int Hours = 24);

/// <param name="Delivered">Also what has been delivered.</param>
internal sealed record ReplayOrder(DateTimeOffset? Since, bool Delivered = false);

internal sealed record ReplayAnswer(int Deliveries);
