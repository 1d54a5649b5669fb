using System.Text.Json;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>Reads a query from a JSON object; see <see cref="QueryReading.OfJson"/>.</summary>
internal sealed class BodyReading
{
    private const int DeepestNesting = 32;

    private readonly ReadingParts parts = new();

    public QueryReading Read(JsonElement body)
    {
        var query = new Query();
        if (body.ValueKind != JsonValueKind.Object)
        {
            Wrong("{}");
            return new(query, parts.Problems);
        }
        foreach (var part in body.EnumerateObject())
        {
            query = Part(query, part.Name, part.Value);
        }
        return new(query, parts.Problems);
    }

    private Query Part(Query query, string name, JsonElement value)
    {
        switch (name)
        {
            case "select": return query with { Fields = Texts(name, value) };
            case "where": return query with { Where = Filter(value, 0) };
            case "q": return query with { Text = value.ToString().Trim() is { Length: > 0 } words ? words : null };
            case "sort": return query with { Sort = [.. Texts(name, value).Select(ReadingParts.Sort)] };
            case "limit": return query with { Limit = parts.Number(name, value.ToString(), 1, Query.MostOnPage) };
            case "offset":
                return query with { Offset = parts.Number(name, value.ToString(), 0, Query.DeepestOffset) ?? 0 };
            case "after": return parts.After(query, value.ToString());
            case "group": return query with { GroupBy = Texts(name, value) };
            case "agg":
                return query with { Aggregates = [.. Texts(name, value).Select(parts.Aggregate).OfType<Aggregate>()] };
            case "distinct": return query with { Distinct = parts.Flag(name, Word(value)) };
            case "bucket": return query with { Bucket = parts.Bucket(value.ToString()) };
            case "bbox": return query with { Box = parts.Box(Texts(name, value)) };
            case "asOf": return query with { AsOf = parts.Number(name, value.ToString(), 1, int.MaxValue) };
            default:
                parts.Problems.Add(new(name, "query.unknown-part", T.QueryUnknownPart(name)));
                return query;
        }
    }

    private Filter? Filter(JsonElement element, int depth)
    {
        if (element.ValueKind != JsonValueKind.Object || depth > DeepestNesting)
        {
            Wrong("where");
            return null;
        }
        if (element.TryGetProperty("and", out var and))
        {
            return new And(Filters(and, depth));
        }
        if (element.TryGetProperty("or", out var or))
        {
            return new Or(Filters(or, depth));
        }
        if (element.TryGetProperty("not", out var not))
        {
            return Filter(not, depth + 1) is { } part ? new Not(part) : null;
        }
        return Condition(element);
    }

    private List<Filter> Filters(JsonElement list, int depth)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            Wrong("where");
            return [];
        }
        return [.. list.EnumerateArray().Select(one => Filter(one, depth + 1)).OfType<Filter>()];
    }

    private Condition? Condition(JsonElement element)
    {
        var field = element.TryGetProperty("field", out var name) ? name.ToString() : "";
        var word = element.TryGetProperty("op", out var op) ? op.ToString() : "eq";
        if (OperatorNames.Operator(word) is not { } known)
        {
            parts.Problems.Add(new(field, "query.unknown-operator",
                T.QueryUnknownOperator(word, OperatorNames.KnownOperators)));
            return null;
        }
        return new(field, known, element.TryGetProperty("value", out var value) ? [Word(value)]
            : element.TryGetProperty("values", out var values) ? Texts("values", values) : []);
    }

    private IReadOnlyList<string> Texts(string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return [.. value.EnumerateArray().Select(Word)];
        }
        Wrong(name);
        return [];
    }

    private static string Word(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToString(),
    };

    private void Wrong(string part) =>
        parts.Problems.Add(new(part, "query.wrong-body", T.QueryWrongBody(Text.Same(part))));
}
