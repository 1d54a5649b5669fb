namespace Phusa.Exchange.Contracts;

/// <summary>A subscription with what was sent to it, for programs that fill a province with illustrative deliveries.</summary>
/// <param name="System">Whose subscription it is.</param>
/// <param name="Address">Never asked whether it can be reached.</param>
/// <param name="By">Who subscribed.</param>
/// <param name="StoppedAt">Since when it is told no more, because nothing arrived; null for one that goes on.</param>
public sealed record WebhookOrder(
    Guid System, Uri Address, IReadOnlyList<string> Types, string By, DateTimeOffset CreatedAt, DateTimeOffset? StoppedAt,
    IReadOnlyList<WebhookDeliveryOrder> Deliveries);

/// <param name="Dataset">Whose new version it told of.</param>
/// <param name="Answers">The status of each answer in turn; 0 for none in time. What follows from them is as the schedule has it.</param>
public sealed record WebhookDeliveryOrder(DateTimeOffset At, string Dataset, long Version, IReadOnlyList<int> Answers);
