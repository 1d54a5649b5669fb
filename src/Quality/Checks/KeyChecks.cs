using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>Keys, unique fields and rows that occur twice. The first row stands, each later one is at fault.</summary>
internal static class KeyChecks
{
    public static IEnumerable<SetCheck> Of(DataContract contract)
    {
        if (contract.Key is { Count: > 0 } key)
        {
            string[] names = [.. key.Select(field => field.Name)];
            yield return new(new Check("key", "key", names, QualityCriterion.Clean, Severity.Error,
                T.KeyRule(Joined(key)), T.KeyFault), Repeated(names), null, UniqueNumber: key.Count == 1 ? Number(key[0]) : null);
        }
        foreach (var field in contract.Fields.Where(field => field.Unique && !(field.IsKey && contract.Key.Count == 1)))
        {
            yield return new(new Check($"{field.Name}.unique", "unique", [field.Name], QualityCriterion.Clean,
                Severity.Error, T.UniqueRule, T.UniqueFault), Repeated([field.Name]), field.Name, UniqueNumber: Number(field));
        }
    }

    public static IEnumerable<SetCheck> Existing(DataContract contract, IReadOnlyDictionary<string, Relation> relations)
    {
        if (contract.Key is { Count: > 0 } key && relations.TryGetValue(TrendChecks.Previous, out var served))
        {
            var same = string.Join(" and ", key.Select(field => $"t.{Column(field.Name)} = r.{Column(field.Name)}"));
            yield return new(new Check("key.served", "key", [.. key.Select(field => field.Name)], QualityCriterion.Clean,
                Severity.Error, T.KeyServedRule, T.KeyServedFault),
                $"select r.row, null::bigint as other from {"{rows}"} r where exists (select 1 from {served.Sql} t where {same})",
                null);
        }
    }

    /// <summary>
    /// Grouping first finds the few values that repeat; only for those is the table looked at again. A window over
    /// all rows would sort them all.
    /// </summary>
    /// <param name="blanksToo">Rows equal each other in what they leave empty as well; a key that is not filled is none.</param>
    public static string Repeated(IReadOnlyList<string> fields, bool blanksToo = false)
    {
        var columns = string.Join(", ", fields.Select(Column));
        var filled = blanksToo ? "true" : string.Join(" and ", fields.Select(field => $"{Column(field)} is not null"));
        var equals = blanksToo ? "is not distinct from" : "=";
        var same = string.Join(" and ", fields.Select(field => $"g.{Column(field)} {equals} r.{Column(field)}"));
        return $"""
            with _repeated as (
                select {columns}, min(row) as _first from {"{rows}"} where {filled} group by {columns} having count(*) > 1)
            select r.row, g._first as other from {"{rows}"} r join _repeated g on {same} where r.row <> g._first
            """;
    }

    private static string? Number(Field field) => field.Type == FieldType.Integer ? field.Name : null;

    private static Text Joined(IReadOnlyList<Field> key) => Text.Pair(
        string.Join(" + ", key.Select(field => field.Title.Vi)), string.Join(" + ", key.Select(field => field.Title.En)));
}
