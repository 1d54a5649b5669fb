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

    private readonly BlockingCollection<Pending> waiting = [];
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

    /// <summary>Done when the entry is on the disk and in the tree.</summary>
    /// <exception cref="LedgerUnavailableException">It could not be written. What it was to prove must not happen.</exception>
    public async Task<LedgerReceipt> AppendAsync(LedgerEntry entry, CancellationToken cancellation) =>
        (await AppendTogetherAsync([entry], cancellation))[0];

    /// <summary>Entries that belong together: they stand side by side, and wait for the disk once.</summary>
    /// <exception cref="LedgerUnavailableException">None of them could be written.</exception>
    public async Task<LedgerReceipt[]> AppendTogetherAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (window?.RefusedFor is { } since)
        {
            throw new LedgerUnavailableException(new TimeoutException($"The timestamp authority has given no timestamp for heads since {since:O}"));
        }
        var pending = new Pending([.. entries.Select(Write)]);
        ObjectDisposedException.ThrowIf(waiting.IsAddingCompleted, this);
        waiting.Add(pending, CancellationToken.None);
        _ = writing.Value;
        var (seq, size) = await pending.Task;
        return [.. pending.Entries.Select((entry, at) => new LedgerReceipt(seq + at, Convert.ToBase64String(entry.Leaf), size))];
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

    private WrittenEntry Write(LedgerEntry entry)
    {
        var at = clock.GetUtcNow();
        var body = LedgerBody.Of(entry, at);
        return new(entry, at, body, Merkle.Leaf(body.Bytes.Span));
    }

    private async Task WriteAsync()
    {
        List<Pending> together = [];
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            var count = first.Entries.Length;
            together.Add(first);
            while (count < Most && waiting.TryTake(out var pending))
            {
                count += pending.Entries.Length;
                together.Add(pending);
            }
            try
            {
                var size = await grow.RunAsync([.. together.SelectMany(pending => pending.Entries)], CancellationToken.None);
                var seq = size;
                foreach (var pending in together)
                {
                    pending.SetResult((seq, size + count));
                    seq += pending.Entries.Length;
                }
            }
            catch (Exception failure)
            {
                var unavailable = new LedgerUnavailableException(failure);
                together.ForEach(pending => pending.SetException(unavailable));
            }
            together.Clear();
        }
    }

    /// <summary>Entries on their way; done with the number of the first and the size of the tree that they are in.</summary>
    private sealed class Pending(WrittenEntry[] entries)
        : TaskCompletionSource<(long Seq, long Size)>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public WrittenEntry[] Entries => entries;
    }
}
