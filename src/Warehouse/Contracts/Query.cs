namespace Phusa.Warehouse.Contracts;

/// <summary>
/// What is asked of one dataset; the only way modules ask for rows. Names and values are as the caller wrote them and
/// are checked against the contract when the query is prepared.
/// </summary>
public sealed record Query
{
    /// <summary>The most rows a page has; a download without a limit has no such bound.</summary>
    public const int MostOnPage = 10_000;

    /// <summary>Deeper than this goes by <see cref="After"/> only.</summary>
    public const int DeepestOffset = 10_000;

    /// <summary>
    /// In versions of at most so many rows texts are sorted as a Vietnamese dictionary has them; in larger ones by bytes.
    /// </summary>
    public const int MostInDictionaryOrder = 100_000;

    /// <summary>Fields to give, in this order; none means all that the caller may see.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    public Filter? Where { get; init; }

    /// <summary>Words that must all stand somewhere in a row's text fields; case and accents do not matter.</summary>
    public string? Text { get; init; }

    public IReadOnlyList<Sort> Sort { get; init; } = [];

    /// <summary>Rows to give; null for all of them, which only downloads and aggregates may ask.</summary>
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before; goes on in the version that page was read from.</summary>
    public string? After { get; init; }

    /// <summary>Rows to skip, up to <see cref="DeepestOffset"/>; not together with <see cref="After"/>.</summary>
    public int Offset { get; init; }

    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>With these, or with groups or a bucket, the answer has one row per group.</summary>
    public IReadOnlyList<Aggregate> Aggregates { get; init; } = [];

    /// <summary>Equal rows of the chosen fields are given once.</summary>
    public bool Distinct { get; init; }

    public TimeBucket? Bucket { get; init; }

    public BoundingBox? Box { get; init; }

    /// <summary>The version to read; null for the served one.</summary>
    public long? AsOf { get; init; }

    public bool IsGrouped => GroupBy.Count > 0 || Aggregates.Count > 0 || Bucket is not null;
}

/// <param name="Field">A field, or in a grouped query a column of the answer such as <c>sum_budget</c>.</param>
public sealed record Sort(string Field, bool Descending = false);

/// <summary>A figure over the rows of a group; a column named <c>sum_budget</c>, or <c>count</c>.</summary>
/// <param name="Field">Null only for the count of rows.</param>
public sealed record Aggregate(AggregateFunction Function, string? Field = null);

public enum AggregateFunction { Count, Sum, Avg, Min, Max, CountDistinct, Median }

/// <summary>Groups a date or timestamp by its day, week …; a column named <c>day_month</c>.</summary>
public sealed record TimeBucket(string Field, TimeUnit Unit);

public enum TimeUnit { Day, Week, Month, Quarter, Year }

/// <summary>Degrees of WGS 84, edges included.</summary>
public sealed record BoundingBox(double West, double South, double East, double North);
