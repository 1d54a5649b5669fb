using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Desk;
using Phusa.Intake.Reading;
using Phusa.Intake.Rejects;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>Everything the page of a load shows.</summary>
/// <param name="Served">The version that is served now.</param>
/// <param name="ServedScores">Its scores, as they stand now.</param>
/// <param name="Scores">Those of the load, with sharing as it is now: a load does not change who uses the dataset.</param>
/// <param name="Mends">What was put right in rejected rows, by row and position.</param>
/// <param name="Seen">Whether the reader may see the values of a field.</param>
/// <param name="Choices">How the steward said that the file is to be read.</param>
/// <param name="Parts">Sheets or files to choose from.</param>
internal sealed record LoadReport(
    Load Load, Dataset Dataset, DataContract Contract, Understanding? Understanding, Difference? Difference,
    LoadStep? Step, DatasetVersion? Served, ScoreCard? ServedScores, ScoreCard? Scores, LoadLinks Links, IReadOnlyList<Reject> Rejects, int Page,
    IReadOnlyDictionary<long, IReadOnlyDictionary<int, string>> Mends, Func<string?, bool> Seen, bool MayWrite,
    ReadingChoices Choices, IReadOnlyList<string> Parts)
{
    public const int RejectsShown = 20;

    public bool IsRunning => Load.State is LoadState.Received or LoadState.Checking or LoadState.Committing;

    /// <summary>Rejected rows can be put right before anything is committed, after a refusal, and afterwards.</summary>
    public bool MayMend => MayWrite && Load.RejectsFile is not null
        && (Load.State == LoadState.Checked || Load.Outcome == LoadOutcome.Refused || Load.Version is not null);

    /// <summary>Counted against the version that is, or was, served before it.</summary>
    public bool IsCompared => Difference is { } found
        && (Load.State == LoadState.Checked || (Load.Version is { } version && version == found.Before + 1));

    /// <summary>The file can be read in another way as long as no version was made of it.</summary>
    public bool MayChoose => MayWrite && Load.Version is null && !IsRunning;

    public string Address => $"/loads/{Load.Id}";
}

/// <summary>Gathers a report.</summary>
internal sealed class LoadReports(
    LoadDesk desk, LoadStore store, RunStore runs, LoadParts parts, LoadProgress progress, Datasets datasets,
    ScoresNow scores, RejectReader rejects, MendStore mends, DeskAccess access)
{
    /// <returns>Null where there is no such load or the caller may not know of it.</returns>
    public async Task<LoadReport?> ReadAsync(Caller caller, Guid id, int page, CancellationToken cancellation)
    {
        if (await desk.FindAsync(caller, id, cancellation) is not { } found)
        {
            return null;
        }
        var (load, dataset) = (found.Load, found.Dataset);
        var contract = await datasets.ContractAsync(load.DatasetId, load.ContractVersion, cancellation);
        var now = await scores.NowAsync(dataset, cancellation);
        var file = await rejects.OpenAsync(load, suggesting: true, cancellation);
        var rows = file is null ? [] : await Task.Run(
            () => file.Read((long)(page - 1) * LoadReport.RejectsShown, LoadReport.RejectsShown).ToList(), cancellation);
        return new LoadReport(
            load, dataset, contract, await store.UnderstandingAsync(id, cancellation),
            await runs.DifferenceAsync(id, cancellation), progress.Of(id), now.Version,
            now.Report is null ? null : now.Scores, load.Scores?.At(contract, load.Scores.Live, now.Sharing.Score),
            await store.LinksAsync(load, cancellation), rows, page,
            await mends.OfAsync(id, cancellation),
            await access.SeenAsync(caller, dataset, contract, $"load {id}", rows.Count, cancellation),
            DeskAccess.MayWrite(caller, dataset), await runs.ChoicesAsync(id, cancellation), await parts.OfAsync(load, cancellation));
    }
}
