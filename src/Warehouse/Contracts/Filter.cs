namespace Phusa.Warehouse.Contracts;

/// <summary>Which rows: a tree of conditions.</summary>
public abstract record Filter
{
    private protected Filter()
    {
    }
}

/// <summary>Every part holds; none at all holds for every row.</summary>
public sealed record And(params IReadOnlyList<Filter> Parts) : Filter;

/// <summary>At least one part holds; none at all holds for no row.</summary>
public sealed record Or(params IReadOnlyList<Filter> Parts) : Filter;

/// <summary>The part does not hold; a row whose field is empty is among them.</summary>
public sealed record Not(Filter Part) : Filter;

/// <summary>One comparison.</summary>
/// <param name="Values">
/// As in an address: numbers with a point, dates <c>2025-12-31</c>, times <c>2025-12-31T07:30:00</c>, <c>true</c>. None
/// for the tests on emptiness, two for between, any number for in, else one.
/// </param>
public sealed record Condition(string Field, FilterOperator Operator, params IReadOnlyList<string> Values) : Filter;

public enum FilterOperator
{
    Eq,

    /// <summary>Differs; an empty field differs from every value.</summary>
    Neq,
    Gt,
    Gte,
    Lt,
    Lte,
    In,

    /// <summary>Holds the text somewhere; case and accents do not matter.</summary>
    Like,

    /// <summary>Begins with exactly this text, as codes of a tree do.</summary>
    StartsWith,
    IsNull,
    NotNull,

    /// <summary>From the first to the second value, both included.</summary>
    Between,
}
