namespace Phusa.Warehouse.Contracts;

/// <summary>What changed by key from one version to another.</summary>
/// <param name="Rows">The first of the changed rows, by kind and key.</param>
public sealed record VersionChanges(long Added, long Changed, long Removed, IReadOnlyList<RowChange> Rows)
{
    /// <summary>The most rows that are listed.</summary>
    public const int MostRows = 1_000;
}

/// <summary>One row that is new, differs or is gone.</summary>
/// <param name="Key">Values of the key fields, as texts.</param>
/// <param name="Cells">The fields that differ; of a new or removed row all that are not empty.</param>
public sealed record RowChange(RowChangeKind Kind, IReadOnlyList<string> Key, IReadOnlyList<CellChange> Cells);

/// <summary>A value before and after, as texts; null where it is empty.</summary>
public sealed record CellChange(string Field, string? Before, string? After);

public enum RowChangeKind { Added, Changed, Removed }
