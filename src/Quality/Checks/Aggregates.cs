using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>The figures over a field that a rule may name.</summary>
internal static class Aggregates
{
    public static readonly IReadOnlyList<string> Names =
        ["count", "countDistinct", "sum", "min", "max", "avg", "median", "stddev"];

    /// <exception cref="InvalidDataException">The rule names another.</exception>
    public static string Sql(string rule, string function, string? field) => function switch
    {
        "count" => field is null ? "count(*)" : $"count({Column(field)})",
        _ when field is null => throw new InvalidDataException($"Rule {rule}: {function} needs a field"),
        "countDistinct" => $"count(distinct {Column(field)})",
        _ when Names.Contains(function) => $"{function}({Column(field)})",
        _ => throw new InvalidDataException($"Rule {rule}: {function} is none of {string.Join(", ", Names)}"),
    };
}
