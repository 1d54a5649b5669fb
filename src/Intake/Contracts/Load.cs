using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;

namespace Phusa.Intake.Contracts;

/// <summary>One attempt to bring data into a dataset.</summary>
/// <param name="Mode">What committing it does to the served rows.</param>
/// <param name="Sha256">Of the bytes that came, which the lake keeps.</param>
/// <param name="FirstLine">The source line of record 0; null where staged rows carry their line themselves.</param>
/// <param name="AcceptedFile">Staged rows that are sound; relative to the lake.</param>
/// <param name="RejectsFile">Rows at fault with what was written and why; relative to the lake.</param>
/// <param name="Problems">Why it was refused or failed.</param>
/// <param name="Version">The version it made.</param>
/// <param name="Resubmits">The load whose rejects it brings back mended.</param>
public sealed record Load(
    Guid Id,
    Guid DatasetId,
    string Dataset,
    LoadState State,
    LoadOutcome? Outcome,
    LoadMode Mode,
    string ContractVersion,
    string SourceKind,
    string FileName,
    string Sha256,
    long Bytes,
    long? FirstLine,
    long? Rows,
    long? Accepted,
    long? Rejected,
    string? AcceptedFile,
    string? RejectsFile,
    CheckMeasure? Measure,
    ScoreCard? Scores,
    IReadOnlyList<Problem> Problems,
    long? Version,
    Guid? Resubmits,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt,
    double? Seconds);

/// <summary>How far a load is. Nothing is served of it before it is committed.</summary>
public enum LoadState { Received, Checking, Checked, Committing, Finished }

/// <summary>How a load ended.</summary>
public enum LoadOutcome
{
    Accepted,
    AcceptedWithRejects,

    /// <summary>The same bytes are served already; there is no new version.</summary>
    Unchanged,

    /// <summary>A rule of the contract or its gate refused it.</summary>
    Refused,

    /// <summary>The person who brought it took it back.</summary>
    Cancelled,

    /// <summary>The platform could not finish it; the bytes are kept and it may be tried again.</summary>
    Failed,
}
