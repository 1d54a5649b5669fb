using Phusa.Catalog.Contracts;

namespace Phusa.Warehouse.Contracts;

/// <summary>One immutable state of a dataset's rows.</summary>
/// <param name="Number">1, 2, 3 … within the dataset.</param>
/// <param name="Mode">How the load changed the version before it.</param>
/// <param name="Rows">Known from the load; never counted on read.</param>
/// <param name="Added">Rows by key that the version before had not; null when the dataset has no key.</param>
/// <param name="RestoredFrom">The version whose rows this one brought back, when it is a roll-back.</param>
public sealed record DatasetVersion(
    Guid DatasetId,
    long Number,
    Guid LoadId,
    string ContractVersion,
    LoadMode Mode,
    long Rows,
    long Bytes,
    IReadOnlyList<VersionFile> Files,
    long? Added,
    long? Changed,
    long? Removed,
    long? RestoredFrom,
    string CreatedBy,
    DateTimeOffset CreatedAt);

/// <summary>A Parquet file of the lake that is part of a version.</summary>
/// <param name="Path">Relative to the lake.</param>
/// <param name="LoadId">The load that brought these rows, so that each can say where it comes from.</param>
public sealed record VersionFile(string Path, long Rows, long Bytes, Guid LoadId);
