using Phusa.Intake.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>A load as the API tells of it.</summary>
/// <param name="State">received, checking, checked, committing, finished.</param>
/// <param name="Outcome">accepted, acceptedWithRejects, unchanged, refused, cancelled, failed; null while it goes on.</param>
/// <param name="Faults">Checks that rows failed.</param>
internal sealed record LoadAnswer(
    Guid Id, string Dataset, string State, string? Outcome, string Mode, string ContractVersion, string Source,
    string FileName, string Sha256, long Bytes, long? Rows, long? Accepted, long? Rejected, ScoreCard? Scores,
    IReadOnlyList<Problem> Problems, IReadOnlyList<FaultCount> Faults, Difference? Difference, long? Version,
    Guid? Resubmits, string CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset? FinishedAt, double? Seconds, string Page)
{
    /// <summary>Sheets or files to choose from with <c>part</c>; empty where there is just one table.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    public static LoadAnswer Of(Load load, Difference? difference = null) => new(
        load.Id, load.Dataset, Word.Of(load.State), load.Outcome is { } outcome ? Word.Of(outcome) : null, Word.Of(load.Mode),
        load.ContractVersion, load.SourceKind, load.FileName, load.Sha256, load.Bytes, load.Rows, load.Accepted,
        load.Rejected, load.Scores, load.Problems,
        [.. (load.Measure?.Results ?? []).Where(result => result.Failed > 0)
            .Select(result => new FaultCount(result.Check.Name, result.Check.Kind, result.Check.Fields, result.Check.Rule.ToString(), result.Failed))],
        difference, load.Version, load.Resubmits, load.CreatedBy, load.CreatedAt, load.FinishedAt, load.Seconds,
        $"/loads/{load.Id}");
}

/// <summary>How many rows or cells failed a check.</summary>
internal sealed record FaultCount(string Check, string Kind, IReadOnlyList<string> Fields, string Rule, long Failed);
