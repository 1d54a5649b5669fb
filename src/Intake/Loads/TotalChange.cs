using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Loads;

/// <summary>Why the sum of a field moves: what new, changed and removed rows add to it.</summary>
/// <param name="Added">Null, like the other two, where rows cannot be told apart because the dataset has no key.</param>
internal sealed record TotalChange(string Field, double Before, double After, double? Added, double? Changed, double? Removed)
{
    public double Moved => After - Before;

    /// <summary>Of every field that makes a sum, in the contract's order.</summary>
    /// <param name="load">A query that gives the load's accepted rows.</param>
    /// <param name="served">One that gives those that are served.</param>
    public static IReadOnlyList<TotalChange> Of(
        DuckConnection connection, DataContract contract, LoadMode mode, string load, string served)
    {
        var fields = Measures.Of(contract);
        if (fields.Count == 0)
        {
            return [];
        }
        var byKey = contract.Key.Count > 0 && mode != LoadMode.Append;
        var sums = fields.Select(field => DuckSql.Identifier(field.Name))
            .Select(field => byKey ? Joined(field) : $"{Sum(field, load)}, 0, 0, {Sum(field, served)}");
        using var result = connection.Query(
            $"select {string.Join(", ", sums)}{(byKey ? $" from {Join(contract, load, served)}" : "")}");
        double[] values = [.. result.Rows().Single().Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))];
        return [.. fields.Select((field, at) => Of(field.Name, contract.Key.Count > 0, mode, values.AsSpan(at * 4, 4)))];
    }

    /// <summary>Sums of rows that only the load has, of what both have as served and as loaded, and of rows only served.</summary>
    private static string Joined(string field) =>
        $"""
        coalesce(sum(n.{field}) filter (where o.there is null), 0)::double, coalesce(sum(o.{field}) filter (where n.there), 0)::double,
        coalesce(sum(n.{field}) filter (where o.there), 0)::double, coalesce(sum(o.{field}) filter (where n.there is null), 0)::double
        """;

    private static string Sum(string field, string rows) => $"(select coalesce(sum({field}), 0)::double from {rows})";

    private static string Join(DataContract contract, string load, string served)
    {
        var same = contract.Key.Select(field => DuckSql.Identifier(field.Name)).Select(name => $"n.{name} = o.{name}");
        return $"(select *, true as there from {load}) n full join (select *, true as there from {served}) o on {string.Join(" and ", same)}";
    }

    private static TotalChange Of(string field, bool hasKey, LoadMode mode, ReadOnlySpan<double> sums)
    {
        var (added, was, becomes, only) = (sums[0], sums[1], sums[2], sums[3]);
        var before = was + only;
        return mode switch
        {
            LoadMode.Append => new(field, before, before + added, added, 0, 0),
            LoadMode.Delete => new(field, before, only, 0, 0, -was),
            LoadMode.Upsert => new(field, before, before + added + becomes - was, added, becomes - was, 0),
            _ when hasKey => new(field, before, added + becomes, added, becomes - was, -only),
            _ => new(field, before, added, null, null, null),
        };
    }
}
