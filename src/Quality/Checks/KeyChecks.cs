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
                T.KeyRule(Text.Same(string.Join(" + ", key.Select(field => field.Title.ToString())))), T.KeyFault),
                Repeated(names), null);
        }
        foreach (var field in contract.Fields.Where(field => field.Unique && !(field.IsKey && contract.Key.Count == 1)))
        {
            yield return new(new Check($"{field.Name}.unique", "unique", [field.Name], QualityCriterion.Clean,
                Severity.Error, T.UniqueRule, T.UniqueFault), Repeated([field.Name]), field.Name);
        }
    }

    public static IEnumerable<SetCheck> Existing(DataContract contract, IReadOnlyDictionary<string, Relation> relations)
    {
        if (contract.Key is { Count: > 0 } key && relations.TryGetValue(TrendChecks.Previous, out var served))
        {
            var same = string.Join(" and ", key.Select(field => $"t.{Column(field.Name)} = r.{Column(field.Name)}"));
            yield return new(new Check("key.served", "key", [.. key.Select(field => field.Name)], QualityCriterion.Clean,
                Severity.Error, T.KeyServedRule, T.KeyServedFault),
                $"select row, null::bigint as other from {"{rows}"} r where exists (select 1 from {served.Sql} t where {same})", null);
        }
    }

    /// <summary>
    /// Grouping first finds the few values that repeat; only for those is the table looked at again. A window over
    /// all rows would sort them all.
    /// </summary>
    public static string Repeated(IReadOnlyList<string> fields)
    {
        var columns = string.Join(", ", fields.Select(Column));
        var filled = string.Join(" and ", fields.Select(field => $"{Column(field)} is not null"));
        return $"""
            with repeated as (
                select {columns}, min(row) as first from {"{rows}"} where {filled} group by {columns} having count(*) > 1)
            select r.row, repeated.first as other from {"{rows}"} r join repeated using ({columns})
            where r.row <> repeated.first
            """;
    }
}
