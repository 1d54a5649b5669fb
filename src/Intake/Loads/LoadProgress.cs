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

    /// <param name="lines">Of the file, for telling rows: DuckDB itself counts only how much of the file it has read.</param>
    public IDisposable Follow(Guid load, DuckConnection connection, long bytes, long lines) =>
        running[load] = new Watch(this, load, connection, bytes, lines);

    private sealed class Watch(LoadProgress owner, Guid load, DuckConnection connection, long bytes, long lines) : IDisposable
    {
        private readonly long started = System.Diagnostics.Stopwatch.GetTimestamp();

        public LoadStep Now()
        {
            var progress = connection.Progress;
            var rows = (long)(Math.Clamp(progress.Percentage, 0, 100) / 100 * lines);
            return new(progress.Percentage, rows, bytes, System.Diagnostics.Stopwatch.GetElapsedTime(started));
        }

        public void Dispose() => owner.running.TryRemove(load, out _);
    }
}
