using System.Security.Cryptography;
using Phusa.Exchange.Events;
using Phusa.Exchange.Systems;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Sends a subscription what is due, one after another, until there is no more or an attempt fails: a receiver that is down
/// rests, and holds no place that others need.
/// </summary>
internal sealed partial class Deliver(
    DeliveryQueue queue, SubscriptionStore subscriptions, SystemStore systems, WebhookClient client, TimeProvider clock,
    ILogger<Deliver> logger)
{
    private const int MostAtATime = 50;

    public async Task RunAsync(Claim claim, CancellationToken cancellation)
    {
        try
        {
            for (var sent = 0; sent < MostAtATime && await queue.KeepAsync(claim, cancellation); sent++)
            {
                if (await queue.NextAsync(claim, cancellation) is not { } delivery
                    || !await AttemptAsync(claim, delivery, cancellation))
                {
                    return;
                }
            }
        }
        finally
        {
            // Also when the program is being stopped: another need not wait for the lease to end.
            await queue.ReleaseAsync(claim, CancellationToken.None);
        }
    }

    /// <summary>False when there is no use in going on.</summary>
    private async Task<bool> AttemptAsync(Claim claim, Delivery delivery, CancellationToken cancellation)
    {
        if (await systems.FindAsync(claim.System, cancellation) is not { } system
            || await subscriptions.FindAsync(claim.System, claim.Subscription, cancellation) is not { } to)
        {
            return false;
        }
        var answer = await SendAsync(to, delivery.Event, cancellation);
        var now = clock.GetUtcNow();
        var verdict = RetrySchedule.After(
            answer, delivery.Attempts + 1, to.Failures, to.FailingSince, now, RandomNumberGenerator.GetInt32(1000) / 1000d);
        var stopped = verdict.Stop is null ? null : new ExchangeEvent(
            Guid.CreateVersion7(now), now, null, ExchangeEvent.Program, ExchangeAction.SubscriptionStopped, system.Member.Id, claim.System,
            to.Address.Host, "");
        // An answer that came is written down even when the program is being stopped.
        await queue.RecordAsync(claim, delivery, answer.Attempt, verdict, stopped, CancellationToken.None);
        return answer.IsTaken;
    }

    private async Task<WebhookAnswer> SendAsync(Subscription to, WebhookEvent told, CancellationToken cancellation)
    {
        try
        {
            return await subscriptions.SecretsAsync(to.Id, cancellation) is { } secrets
                ? await client.SendAsync(to.Address, secrets, told, cancellation) : Lost();
        }
        catch (CryptographicException failure)
        {
            LogSecretLost(to.Id, failure);
            return Lost();
        }
        WebhookAnswer Lost() => new(new(clock.GetUtcNow(), TimeSpan.Zero, null, DeliveryFailure.SecretLost));
    }

    [LoggerMessage(1, LogLevel.Error, "The secret of subscription {Id} cannot be decrypted: were the keys of this site replaced?")]
    private partial void LogSecretLost(Guid id, Exception failure);
}
