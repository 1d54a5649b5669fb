using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Phusa.Security.Ledger;

namespace Phusa.Security.Contracts;

/// <summary>
/// Evidence that nobody can rewrite: entries in a Merkle tree (RFC 6962) whose heads are signed. Entries that come while others
/// are being written are written together, so that all of them wait for one sync of the disk.
/// </summary>
public sealed class Ledger : IAsyncDisposable
{
    /// <summary>Entries written together at most; more make the first of them wait for the last.</summary>
    private const int Most = 4096;

    private readonly BlockingCollection<IReadOnlyList<Pending>> waiting = [];
    private readonly GrowLedger grow;
    private readonly TimeProvider clock;

    /// <summary>
    /// A thread of its own: calls wait for it, and behind them in the pool's line it would wait for calls. SQLite's writes end
    /// on the thread they begin on; PostgreSQL's go on in the pool.
    /// </summary>
    private readonly Lazy<Task> writing;
    private readonly TimestampWindow? window;

    internal Ledger(LedgerStore store, LedgerKey key, IOptions<LedgerOptions> options, TimeProvider clock, TimestampWindow? window = null)
    {
        (this.clock, this.window) = (clock, window);
        grow = new(store, key, options.Value.Origin, clock);
        writing = new(() => Task.Factory.StartNew(WriteAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap());
    }

    /// <summary>Done when the entry is on the disk and in the signed tree.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be written. What it was to prove must not happen.</exception>
    public async Task<LedgerReceipt> AppendAsync(LedgerEntry entry, CancellationToken cancellation) =>
        (await AppendTogetherAsync([entry], cancellation))[0];

    /// <summary>Entries that belong together: they stand side by side, and wait for the disk once.</summary>
    /// <exception cref="LedgerUnavailableException">None of them could be written.</exception>
    public Task<LedgerReceipt[]> AppendTogetherAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (window?.RefusedFor is { } since)
        {
            throw new LedgerUnavailableException(new TimeoutException($"The timestamp authority has given no timestamp for heads since {since:O}"));
        }
        Pending[] pending = [.. entries.Select(Prepare)];
        ObjectDisposedException.ThrowIf(waiting.IsAddingCompleted, this);
        waiting.Add(pending, CancellationToken.None);
        _ = writing.Value;
        return Task.WhenAll(pending.Select(one => one.Done.Task));
    }

    public async ValueTask DisposeAsync()
    {
        if (!waiting.IsAddingCompleted)
        {
            waiting.CompleteAdding();
            await (writing.IsValueCreated ? writing.Value : Task.CompletedTask);
            waiting.Dispose();
        }
    }

    private Pending Prepare(LedgerEntry entry)
    {
        var at = clock.GetUtcNow();
        var body = LedgerBody.Of(entry, at);
        return new(entry, at, body, Merkle.Leaf(body.Bytes.Span),
            new(TaskCreationOptions.RunContinuationsAsynchronously));
    }

    private async Task WriteAsync()
    {
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            List<Pending> together = [.. first];
            while (together.Count < Most && waiting.TryTake(out var pending))
            {
                together.AddRange(pending);
            }
            try
            {
                var receipts = await grow.RunAsync(together, CancellationToken.None);
                together.Zip(receipts).ToList().ForEach(pair => pair.First.Done.SetResult(pair.Second));
            }
            catch (Exception failure)
            {
                var unavailable = new LedgerUnavailableException(failure);
                together.ForEach(pending => pending.Done.SetException(unavailable));
            }
        }
    }
}
