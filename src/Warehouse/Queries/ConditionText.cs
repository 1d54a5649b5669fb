using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary><c>gte.100</c>, <c>in.(a,b)</c>, <c>is.null</c>: a comparison and its values as one text.</summary>
internal static class ConditionText
{
    public const string Not = "not.";

    /// <summary>Null when the text begins with no comparison.</summary>
    public static Condition? Of(string field, string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (word, rest) = dot < 0 ? (text, "") : (text[..dot], text[(dot + 1)..]);
        return (word, OperatorNames.Operator(word)) switch
        {
            ("is", _) when rest == "null" => new(field, FilterOperator.IsNull),
            (_, FilterOperator.IsNull) when dot < 0 => new(field, FilterOperator.IsNull),
            (_, FilterOperator.NotNull) when dot < 0 => new(field, FilterOperator.NotNull),
            (_, (FilterOperator.In or FilterOperator.Between) and { } many) when dot > 0 =>
                new(field, many, ValueList.Read(rest)),
            (_, { } op) when dot > 0 => new(field, op, rest),
            _ => null,
        };
    }
}
