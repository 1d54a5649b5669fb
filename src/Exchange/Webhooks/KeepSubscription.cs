using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Webhooks;

/// <summary>A new secret and until when the former one signs too.</summary>
internal sealed record NewSecret(string Secret, DateTimeOffset FormerUntil);

/// <summary>A subscription gets a new secret, or is removed.</summary>
internal sealed class KeepSubscription(SubscriptionDirectory directory, SubscriptionStore store, TimeProvider clock)
{
    /// <summary>A week.</summary>
    public const int LongestHours = 168;

    /// <param name="hours">For which the former secret signs as well; none ends it at once, as when it has leaked.</param>
    public async Task<Outcome<NewSecret>> RotateAsync(
        SubscriptionKeeper by, Guid system, Guid id, int hours, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(by, system, id, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return SubscriptionDirectory.Like<SubscriptionOfSystem, NewSecret>(found);
        }
        if (hours is < 0 or > LongestHours)
        {
            return new Refusal(new Problem("hours", "subscription.hours-invalid", T.SubscriptionHoursInvalid(LongestHours)));
        }
        var made = new NewSecret(SigningSecret.Make(), clock.GetUtcNow().AddHours(hours));
        await store.RotateAsync(
            id, made.Secret, made.FormerUntil, Done(by, ExchangeAction.SubscriptionSecretChanged, known), cancellation);
        return made;
    }

    public async Task<Outcome<Subscription>> RemoveAsync(
        SubscriptionKeeper by, Guid system, Guid id, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(by, system, id, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return SubscriptionDirectory.Like<SubscriptionOfSystem, Subscription>(found);
        }
        await store.RemoveAsync(id, Done(by, ExchangeAction.SubscriptionRemoved, known), cancellation);
        return known.Subscription;
    }

    private ExchangeEvent Done(SubscriptionKeeper by, ExchangeAction action, SubscriptionOfSystem known) => ExchangeEvent.By(
        by.By, clock.GetUtcNow(), action, known.Told.Member.Id, known.Told.System.Id, known.Subscription.Address.Host);
}
