using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Webhooks;

/// <summary>States, reasons and answers as people read them.</summary>
internal static class WebhookWords
{
    public static Text Of(SubscriptionState state) => state switch
    {
        SubscriptionState.Unverified => T.SubscriptionUnverified,
        SubscriptionState.Active => T.SubscriptionActive,
        _ => T.SubscriptionStopped,
    };

    public static TagTone Tone(SubscriptionState state) => state switch
    {
        SubscriptionState.Unverified => TagTone.Warning,
        SubscriptionState.Active => TagTone.Good,
        _ => TagTone.Bad,
    };

    public static Text Of(StopReason reason) => reason == StopReason.Gone
        ? T.SubscriptionStopGone : T.SubscriptionStopFailing((int)RetrySchedule.Patience.TotalDays);

    public static Text Of(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => T.DeliveryWaiting,
        DeliveryState.Delivered => T.DeliveryDelivered,
        _ => T.DeliveryDead,
    };

    public static TagTone Tone(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => TagTone.Warning,
        DeliveryState.Delivered => TagTone.Good,
        _ => TagTone.Bad,
    };

    public static Text Of(DeliveryAttempt attempt) => attempt.Failure switch
    {
        null or DeliveryFailure.Refused => T.DeliveryAnswered(attempt.Status ?? 0),
        DeliveryFailure.TimedOut => T.DeliveryTimedOut((int)WebhookClient.Timeout.TotalSeconds),
        DeliveryFailure.Unresolved => T.DeliveryUnresolved,
        DeliveryFailure.Unreachable => T.DeliveryUnreachable,
        DeliveryFailure.Certificate => T.DeliveryCertificate,
        DeliveryFailure.NotAllowed => T.DeliveryNotAllowed,
        _ => T.DeliverySecretLost,
    };
}
