using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>The words of addresses and bodies: camel case of the names in code.</summary>
internal static class OperatorNames
{
    private static readonly Dictionary<string, FilterOperator> Operators = Words<FilterOperator>();
    private static readonly Dictionary<string, AggregateFunction> Functions = Words<AggregateFunction>();
    private static readonly Dictionary<string, TimeUnit> Units = Words<TimeUnit>();

    public static string KnownOperators => string.Join(", ", Operators.Keys);

    public static string KnownFunctions => string.Join(", ", Functions.Keys);

    public static string KnownUnits => string.Join(", ", Units.Keys);

    public static FilterOperator? Operator(string word) => Operators.TryGetValue(word, out var found) ? found : null;

    public static AggregateFunction? Function(string word) => Functions.TryGetValue(word, out var found) ? found : null;

    public static TimeUnit? Unit(string word) => Units.TryGetValue(word, out var found) ? found : null;

    public static string Of(FilterOperator op) => Camel(op.ToString());

    public static string Of(AggregateFunction function) => Camel(function.ToString());

    public static string Of(TimeUnit unit) => Camel(unit.ToString());

    private static Dictionary<string, T> Words<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => Camel(value.ToString()), StringComparer.Ordinal);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
