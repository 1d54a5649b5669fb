using System.Diagnostics.CodeAnalysis;

namespace Phusa.Exchange.Webhooks;

internal enum DeliveryState { Waiting, Delivered, Dead }

/// <summary>A state as an address names it, in whichever case.</summary>
internal sealed record DeliveryFilter(DeliveryState State)
{
    public static bool TryParse(string? text, IFormatProvider? format, [NotNullWhen(true)] out DeliveryFilter? filter)
    {
        var isKnown = Enum.TryParse<DeliveryState>(text, ignoreCase: true, out var state) && Enum.IsDefined(state);
        filter = isKnown ? new(state) : null;
        return isKnown;
    }
}

/// <summary>What kept an answer from coming, or from counting.</summary>
internal enum DeliveryFailure { Refused, TimedOut, Unresolved, Unreachable, Certificate, NotAllowed, SecretLost }

/// <summary>An event as it is sent.</summary>
internal sealed record WebhookEvent(Guid Id, string Type, DateTimeOffset At, string Link, string Content)
{
    /// <summary>The same at every attempt and every replay, so that a receiver can tell what it has had.</summary>
    public string WebhookId => $"msg_{Id:n}";
}

/// <summary>An event on its way to one subscription.</summary>
internal sealed record Delivery(
    Guid Id, WebhookEvent Event, DeliveryState State, int Attempts, DateTimeOffset DueAt, DateTimeOffset? EndedAt)
{
    /// <summary>Null before the first, and where it was cleared away.</summary>
    public DeliveryAttempt? Last { get; init; }
}

/// <param name="Status">Of the answer; null when none came.</param>
/// <param name="Failure">Null where it was delivered.</param>
internal sealed record DeliveryAttempt(DateTimeOffset At, TimeSpan Took, int? Status, DeliveryFailure? Failure);

/// <param name="RetryAfter">As the receiver asked for.</param>
internal sealed record WebhookAnswer(DeliveryAttempt Attempt, TimeSpan? RetryAfter = null)
{
    public bool IsTaken => Attempt.Failure is null;

    public bool IsGone => Attempt.Status == StatusCodes.Status410Gone;
}
