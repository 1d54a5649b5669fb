using System.Collections.Concurrent;
using Phusa.Intake.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Loads;

/// <summary>How far the loads running on this node are, for the page and the command line to show.</summary>
internal sealed class LoadProgress
{
    private readonly ConcurrentDictionary<Guid, Watch> running = new();

    /// <summary>Null when the load is not running here.</summary>
    public LoadStep? Of(Guid load) => running.TryGetValue(load, out var watch) ? watch.Now() : null;

    public IDisposable Follow(Guid load, DuckConnection connection, long bytes) =>
        running[load] = new Watch(this, load, connection, bytes);

    private sealed class Watch(LoadProgress owner, Guid load, DuckConnection connection, long bytes) : IDisposable
    {
        private readonly long started = System.Diagnostics.Stopwatch.GetTimestamp();

        public LoadStep Now()
        {
            var progress = connection.Progress;
            return new(progress.Percentage, progress.Rows, bytes, System.Diagnostics.Stopwatch.GetElapsedTime(started));
        }

        public void Dispose() => owner.running.TryRemove(load, out _);
    }
}
