namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Looks every second at what is new and at what is due. Each receiver is served by itself; every node does the same, and
/// the records keep them apart.
/// </summary>
internal sealed partial class WebhookRunner(
    TellVersions versions, TellExpiry expiry, OutgoingStore outgoing, DeliveryQueue queue, DeliveryLog log, Deliver deliver,
    TimeProvider clock, ILogger<WebhookRunner> logger) : BackgroundService
{
    /// <summary>Receivers at one time. Each takes a connection and no thread while it thinks.</summary>
    private const int Most = 32;

    private const int SecondsBetweenLooksAtDates = 600;

    private readonly HashSet<Task> running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), clock);
        try
        {
            for (var second = 0; await timer.WaitForNextTickAsync(stoppingToken); second++)
            {
                try
                {
                    await LookAsync(second, stoppingToken);
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    // What is new stays new, and what is due stays due. Nothing here is worth ending the program for.
                    LogLookFailed(failure);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        await Task.WhenAll(running);
    }

    private async Task LookAsync(int second, CancellationToken cancellation)
    {
        if (second % SecondsBetweenLooksAtDates == 0)
        {
            await expiry.RunAsync(cancellation);
            await log.ClearAsync(cancellation);
        }
        await versions.RunAsync(cancellation);
        while (await outgoing.SpreadAsync(cancellation) > 0)
        {
        }
        running.RemoveWhere(task => task.IsCompleted);
        while (running.Count < Most && await queue.ClaimAsync(cancellation) is { } claim)
        {
            running.Add(ServeAsync(claim, cancellation));
        }
    }

    private async Task ServeAsync(Claim claim, CancellationToken cancellation)
    {
        try
        {
            await deliver.RunAsync(claim, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The host stops; what was not answered is sent again.
        }
        catch (Exception failure)
        {
            // The others go on; the lease ends, and it is tried again.
            LogServeFailed(claim.Subscription, failure);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Webhooks wait a second: what is new or due could not be looked at")]
    private partial void LogLookFailed(Exception failure);

    [LoggerMessage(2, LogLevel.Error, "Subscription {Id} could not be served")]
    private partial void LogServeFailed(Guid id, Exception failure);
}
