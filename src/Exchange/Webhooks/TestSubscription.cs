using System.Security.Cryptography;
using Phusa.Exchange.Events;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Sends a subscription a signed <c>webhook.test</c> and waits for the answer. Only an address that takes it is told: whoever
/// subscribes somebody else's address gets no further.
/// </summary>
internal sealed class TestSubscription(
    SubscriptionDirectory directory, SubscriptionStore store, WebhookClient client, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(5);

    public async Task<Outcome<DeliveryAttempt>> RunAsync(
        SubscriptionKeeper by, Guid system, Guid id, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(by, system, id, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return SubscriptionDirectory.Like<SubscriptionOfSystem, DeliveryAttempt>(found);
        }
        var now = clock.GetUtcNow();
        if (!await store.BeginTestAsync(id, now, now - Between, cancellation))
        {
            return new Refusal(new Problem("", "subscription.test-too-soon", T.SubscriptionTestTooSoon));
        }
        var attempt = await SendAsync(known.Subscription, now, cancellation);
        if (attempt.Failure is not null)
        {
            return new Refusal(new Problem("", "subscription.test-failed", T.SubscriptionTestFailed(WebhookWords.Of(attempt))));
        }
        var done = ExchangeEvent.By(
            by.By, now, ExchangeAction.SubscriptionActivated, known.Told.Member.Id, system, known.Subscription.Address.Host);
        await store.ActivateAsync(id, clock.GetUtcNow(), done, cancellation);
        return attempt;
    }

    private async Task<DeliveryAttempt> SendAsync(Subscription to, DateTimeOffset now, CancellationToken cancellation)
    {
        var told = new WebhookEvent(
            Guid.CreateVersion7(now), ExchangeEventKinds.Test, now, $"/exchange/systems/{to.SystemId}/subscriptions/{to.Id}",
            JsonStorage.Write(new { Subscription = to.Id }));
        try
        {
            var secrets = await store.SecretsAsync(to.Id, cancellation);
            return (await client.SendAsync(to.Address, secrets!, told, cancellation)).Attempt;
        }
        catch (CryptographicException)
        {
            return new(now, TimeSpan.Zero, null, DeliveryFailure.SecretLost);
        }
    }
}
