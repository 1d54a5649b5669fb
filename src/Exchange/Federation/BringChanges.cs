using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Brings a peer's rows over: those that changed, or all of them. What was brought already may be brought again, so that a run
/// which ended in the middle is simply made anew.
/// </summary>
internal sealed class BringChanges(CopySource source, CopyTarget target)
{
    /// <summary>The peer's version that the copy is made of now; null where it has to be brought whole.</summary>
    public async Task<Outcome<long?>> ChangesAsync(CopySide from, long since, CancellationToken cancellation)
    {
        var key = from.Open.Key;
        if (key.Count == 0)
        {
            return (long?)null;
        }
        var asked = await source.ChangesAsync(from.Peer, from.Entry, since, cancellation);
        if (asked.Problems.Count > 0)
        {
            return new Refusal(asked.Problems);
        }
        if (asked.Value is not { IsWhole: true } changes || changes.Rows.Any(row => row.Key.Count != key.Count))
        {
            return (long?)null;
        }
        var gone = Keys(changes, row => row.Kind == RowChangeKind.Removed);
        var come = Keys(changes, row => row.Kind != RowChangeKind.Removed);
        var loaded = await LoadAsync(from, since, gone, LoadMode.Delete, cancellation);
        loaded = loaded.IsDone ? await LoadAsync(from, changes.Version, come, LoadMode.Upsert, cancellation) : loaded;
        return loaded.IsDone ? changes.Version : new Refusal(loaded.Problems);
    }

    public async Task<Outcome<bool>> WholeAsync(CopySide from, long version, CancellationToken cancellation) =>
        await LoadAsync(from, version, "", LoadMode.Replace, cancellation);

    private static IReadOnlyList<IReadOnlyList<string>> Keys(PeerChanges changes, Func<PeerChange, bool> isMeant) =>
        [.. changes.Rows.Where(isMeant).Select(row => row.Key)];

    private async Task<Outcome<bool>> LoadAsync(
        CopySide from, long version, IReadOnlyList<IReadOnlyList<string>> keys, LoadMode mode, CancellationToken cancellation)
    {
        foreach (var condition in CopySource.Conditions(from.Open.Key, keys))
        {
            var loaded = await LoadAsync(from, version, condition, mode, cancellation);
            if (!loaded.IsDone)
            {
                return loaded;
            }
        }
        return true;
    }

    private async Task<Outcome<bool>> LoadAsync(
        CopySide from, long version, string condition, LoadMode mode, CancellationToken cancellation)
    {
        var begun = await source.FileAsync(from.Peer, from.Entry, from.Open.Fields, version, condition, cancellation);
        if (begun.Value is not { } answer)
        {
            return new Refusal(begun.Problems);
        }
        using (answer)
        {
            await using var rows = await answer.Content.ReadAsStreamAsync(cancellation);
            return await target.LoadAsync(from.Open, from.Maker, rows, mode, cancellation);
        }
    }
}
