namespace Phusa.Catalog.Contracts;

/// <summary>The part of a dataset that everybody may have.</summary>
public sealed record OpenSlice
{
    /// <summary>Fields published; empty publishes all but those that carry personal data.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Conditions a row must all meet to be published; empty publishes every row.</summary>
    public IReadOnlyList<RowCondition> Rows { get; init; } = [];

    /// <summary>Every combination of quasi-identifiers stands for at least so many rows; null asks nothing.</summary>
    public int? K { get; init; }

    /// <summary>Counts under this number are withheld from published aggregates; null withholds nothing.</summary>
    public int? SuppressBelow { get; init; }
}

/// <summary>One condition on a field. Isnull and notnull take no value, in and notin any number, others one.</summary>
public sealed record RowCondition(string Field, RowOperator Operator, IReadOnlyList<string> Values);

public enum RowOperator
{
    Equal,
    NotEqual,
    LessThan,
    LessOrEqual,
    GreaterThan,
    GreaterOrEqual,
    In,
    NotIn,
    IsNull,
    NotNull,
}

/// <summary>Default terms under which other agencies may read the dataset on the exchange.</summary>
public sealed record SharingTerms
{
    /// <summary>Agency codes that may ask; empty lets every member ask.</summary>
    public IReadOnlyList<string> Agencies { get; init; } = [];

    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>Fields offered; empty offers all.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>Whether the owner decides each request; true unless the contract says no.</summary>
    public bool Approval { get; init; } = true;

    /// <summary>Length of an agreement in days; null runs until it is ended.</summary>
    public int? Days { get; init; }

    /// <summary>Calls a day granted by default; null sets no limit.</summary>
    public int? CallsPerDay { get; init; }
}

/// <summary>How the dataset is drawn on the map.</summary>
/// <param name="Geometry">Field that holds the geometry.</param>
/// <param name="Label">Field written beside a feature.</param>
/// <param name="Style">Name of a style of the map, such as <c>school</c>.</param>
/// <param name="MinZoom">0–24; the layer is hidden further out.</param>
/// <param name="MaxZoom">0–24; the layer is hidden further in.</param>
public sealed record MapSettings(
    string Geometry, string? Label = null, string? Style = null, int? MinZoom = null, int? MaxZoom = null);

/// <summary>
/// How stored rows are split into files, so that a load rewrites only those it touches. Buckets is the number of
/// files for the unit hash, null for the others.
/// </summary>
public sealed record Partition(string Field, PartitionUnit Unit, int? Buckets = null);

public enum PartitionUnit { Value, Day, Month, Quarter, Year, Commune, Hash }
