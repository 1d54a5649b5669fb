namespace Phusa.Quality.Contracts;

/// <summary>What the values of a version look like, column by column.</summary>
public sealed record Profile(long Rows, IReadOnlyList<ColumnProfile> Columns)
{
    /// <summary>Up to so many rows, different values are counted one by one; above, estimated.</summary>
    public const long CountedRows = 200_000;

    public bool IsCounted => Rows <= CountedRows;
}

/// <summary>What the values of one column look like. Values are written as in CSV: 1234.5, 2025-12-31.</summary>
/// <param name="Distinct">How many different values there are; see <see cref="Profile.IsCounted"/>. Exact also where there are few.</param>
/// <param name="Minimum">Null for texts, whose order says little.</param>
/// <param name="Quantiles">At 5, 25, 50, 75 and 95 percent; empty for texts.</param>
/// <param name="Top">The ten most frequent values.</param>
/// <param name="Bins">Twenty equal classes from minimum to maximum, for numbers and dates.</param>
/// <param name="Patterns">The ten most frequent shapes of texts, digits as 9 and letters as A.</param>
public sealed record ColumnProfile(
    string Name,
    long Filled,
    long Nulls,
    long Distinct,
    string? Minimum,
    string? Maximum,
    double? Mean,
    IReadOnlyList<string> Quantiles,
    IReadOnlyList<ValueCount> Top,
    IReadOnlyList<ProfileBin> Bins,
    int? ShortestText,
    int? LongestText,
    IReadOnlyList<ValueCount> Patterns);

/// <summary>How often a value occurs.</summary>
public sealed record ValueCount(string Value, long Count);

/// <summary>A class of a histogram; its upper end belongs to the last class only.</summary>
public sealed record ProfileBin(string From, string To, long Count);
