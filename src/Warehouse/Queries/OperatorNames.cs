using Phusa.Kernel.Texts;
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

    public static string Of(FilterOperator op) => Word.Of(op);

    public static string Of(AggregateFunction function) => Word.Of(function);

    public static string Of(TimeUnit unit) => Word.Of(unit);

    private static Dictionary<string, T> Words<T>() where T : struct, Enum =>
        Enum.GetValues<T>().ToDictionary(value => Word.Of(value), StringComparer.Ordinal);
}
