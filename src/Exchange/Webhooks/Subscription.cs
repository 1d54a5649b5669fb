namespace Phusa.Exchange.Webhooks;

/// <summary>Written down; answers a test and is told; told no more until it answers a test again.</summary>
internal enum SubscriptionState { Unverified, Active, Stopped }

/// <summary>Why nothing is sent any more: the receiver answered 410, or nothing arrived for days.</summary>
internal enum StopReason { Gone, Failing }

/// <summary>What signs: the secret, and during a change-over the former one as well.</summary>
internal sealed record SecretPair(string Secret, string? Former, DateTimeOffset? FormerUntil)
{
    public IEnumerable<string> At(DateTimeOffset now) =>
        Former is { } former && FormerUntil > now ? [Secret, former] : [Secret];
}

/// <summary>Where a system wants to be told, and of what.</summary>
/// <param name="Datasets">The only ones whose versions are told; empty for all that it may know of.</param>
/// <param name="Failures">One after another.</param>
internal sealed record Subscription(
    Guid Id, Guid SystemId, Uri Address, IReadOnlyList<string> Types, IReadOnlyList<string> Datasets,
    SubscriptionState State, StopReason? Stop, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? VerifiedAt,
    int Failures, DateTimeOffset? FailingSince)
{
    /// <summary>Until when the former secret signs too; null where there is none.</summary>
    public DateTimeOffset? FormerUntil { get; init; }
}
