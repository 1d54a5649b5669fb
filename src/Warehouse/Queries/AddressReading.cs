using Microsoft.Extensions.Primitives;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>Reads a query from the names and values of an address.</summary>
internal sealed class AddressReading
{
    /// <summary>Before a field whose name is that of a part of the query.</summary>
    private const string FieldPrefix = "f.";

    private readonly ReadingParts parts = new();
    private readonly List<Filter> conditions = [];

    public QueryReading Read(IEnumerable<KeyValuePair<string, StringValues>> address, IReadOnlyList<string> others)
    {
        var query = new Query();
        foreach (var (name, texts) in address.Where(pair => !others.Contains(pair.Key)))
        {
            foreach (var text in texts)
            {
                query = Part(query, name, text ?? "");
            }
        }
        return new(query with
        {
            Where = conditions switch { [] => null, [var one] => one, _ => new And([.. conditions]) },
        }, parts.Problems);
    }

    private Query Part(Query query, string name, string text) => name switch
    {
        "select" => query with { Fields = ReadingParts.List(text) },
        "q" => query with { Text = text.Trim() is { Length: > 0 } words ? words : null },
        "sort" => query with { Sort = [.. ReadingParts.List(text).Select(ReadingParts.Sort)] },
        "limit" => query with { Limit = parts.Number(name, text, 1, Query.MostOnPage) },
        "offset" => query with { Offset = parts.Number(name, text, 0, Query.DeepestOffset) ?? 0 },
        "after" => parts.After(query, text),
        "group" => query with { GroupBy = ReadingParts.List(text) },
        "agg" => query with { Aggregates = [.. ReadingParts.List(text).Select(parts.Aggregate).OfType<Aggregate>()] },
        "distinct" => query with { Distinct = parts.Flag(name, text) },
        "bucket" => query with { Bucket = parts.Bucket(text) },
        "bbox" => query with { Box = parts.Box(text.Split(',')) },
        "asOf" => query with { AsOf = parts.Number(name, text, 1, int.MaxValue) },
        _ when LogicReading.Is(name) => Joined(query, name, text),
        _ => Compared(query, name.StartsWith(FieldPrefix, StringComparison.Ordinal) ? name[2..] : name, text),
    };

    private Query Joined(Query query, string name, string text)
    {
        if (LogicReading.Read(name, text, parts.Problems) is { } filter)
        {
            conditions.Add(filter);
        }
        return query;
    }

    private Query Compared(Query query, string field, string text)
    {
        conditions.Add(Condition(field, text));
        return query;
    }

    /// <summary>A text that begins with no comparison is the value itself.</summary>
    private static Filter Condition(string field, string text) =>
        text.StartsWith(ConditionText.Not, StringComparison.Ordinal)
            ? new Not(Condition(field, text[ConditionText.Not.Length..]))
            : ConditionText.Of(field, text) ?? new Condition(field, FilterOperator.Eq, text);
}
