using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Phusa.Intake.Contracts;
using Phusa.Ui;

namespace Phusa.Intake.Loads;

/// <summary>
/// How far a load is, several times a second, until it has ended or there is something to decide; one that was sent to
/// be committed ends with its version. Where another node runs it, only its state is known here.
/// </summary>
internal sealed class LoadEvents(LoadStore store, LoadProgress progress, TimeProvider clock)
{
    private static readonly TimeSpan Often = TimeSpan.FromMilliseconds(300);

    public async IAsyncEnumerable<SseItem<LoadEvent>> OfAsync(
        Guid id, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await store.FindAsync(id, cancellation) is { } load)
        {
            if (load.State is LoadState.Checked or LoadState.Finished)
            {
                yield return new(LoadEvent.Of(load, null), "done");
                yield break;
            }
            yield return new(LoadEvent.Of(load, progress.Of(id)));
            await Task.Delay(Often, clock, cancellation);
        }
    }
}

/// <summary>A glance at a load. Figures for programs, and the same worded for the page.</summary>
/// <param name="Percent">0–100; null while it cannot be told.</param>
/// <param name="SecondsLeft">Null while it cannot be told.</param>
/// <param name="Location">Where its report stands.</param>
internal sealed record LoadEvent(
    string State, double? Percent, long? Rows, double? RowsPerSecond, long Bytes, long? Accepted, long? Rejected,
    double? SecondsLeft, string Location, string RowsText, string SpeedText, string LeftText)
{
    public static LoadEvent Of(Load load, LoadStep? step)
    {
        var seconds = step?.Elapsed.TotalSeconds ?? 0;
        var percent = step is { Percent: >= 0 } ? Math.Round(step.Percent, 1) : (double?)null;
        var rows = step?.Rows ?? load.Rows;
        var speed = step is not null && seconds > 0.2 ? Math.Round(step.Rows / seconds) : (double?)null;
        var left = percent is > 1 ? Math.Round(seconds * (100 - percent.Value) / percent.Value, 1) : (double?)null;
        return new(
            load.State.ToString().ToLowerInvariant(), percent, rows, speed, load.Bytes, load.Accepted, load.Rejected, left,
            $"/loads/{load.Id}", Show.Number(rows ?? 0), Show.Number(speed ?? 0, 0),
            left is null ? "…" : Show.Duration(TimeSpan.FromSeconds(left.Value)));
    }
}
