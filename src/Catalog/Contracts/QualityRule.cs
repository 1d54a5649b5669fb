namespace Phusa.Catalog.Contracts;

/// <summary>One check that a contract asks for, on the table or on one field.</summary>
public sealed record QualityRule
{
    /// <summary>Unique among the contract's rules; made from metric or kind and position where none is given.</summary>
    public required string Name { get; init; }

    public RuleType Type { get; init; }

    /// <summary>For a library rule: nullValues, missingValues, invalidValues, duplicateValues or rowCount.</summary>
    public string? Metric { get; init; }

    /// <summary>
    /// Arguments of the metric or, for a check of the platform, of its kind: texts, decimals, booleans, lists
    /// (<c>IReadOnlyList&lt;object?&gt;</c>) and maps (<c>IReadOnlyDictionary&lt;string, object?&gt;</c>).
    /// </summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; init; } = PlainValues.None;

    /// <summary>For an SQL rule; <c>{object}</c> and <c>{property}</c> stand for the table and the field.</summary>
    public string? Query { get; init; }

    public Bound? Bound { get; init; }
    public RuleUnit Unit { get; init; }
    public Severity Severity { get; init; }

    /// <summary>
    /// The standard's dimension: accuracy, completeness, conformity, consistency, coverage and so on.
    /// </summary>
    public string? Dimension { get; init; }

    /// <summary>The criterion that the check feeds; null where neither it nor a dimension is named.</summary>
    public QualityCriterion? Criterion { get; init; }

    public string? Description { get; init; }
    public string? MessageVi { get; init; }
    public string? MessageEn { get; init; }

    /// <summary>For a custom rule: the program that runs it; <c>phusa</c> is this platform.</summary>
    public string? Engine { get; init; }

    /// <summary>For a check of the platform: one of <see cref="CheckKinds"/>.</summary>
    public string? Kind { get; init; }

    /// <summary>For a custom rule of another engine: what that engine is to run, as the contract has it.</summary>
    public object? Implementation { get; init; }

    /// <summary>Parts of the standard that are kept and written back without reading any meaning.</summary>
    public IReadOnlyDictionary<string, object?> Other { get; init; } = PlainValues.None;
}

public enum RuleType { Library, Sql, Text, Custom }

/// <summary>Whether a bound counts rows or their share in percent.</summary>
public enum RuleUnit { Rows, Percent }

/// <summary>An error puts the row or the load at fault; a warning is shown and counted only.</summary>
public enum Severity { Error, Warning }
