using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Contracts;

/// <summary>Tells by key what changed between two versions of a dataset.</summary>
public sealed class CompareVersions(Lake lake, Compute compute)
{
    /// <summary>
    /// Refused without a key to compare by, and where the caller sees only some rows or not the key itself. Fields that
    /// the caller does not see in full are left out.
    /// </summary>
    /// <param name="contract">Of the later version.</param>
    public async Task<Outcome<VersionChanges>> RunAsync(
        DatasetVersion before, DatasetVersion after, DataContract contract, QueryAccess access, int most,
        CancellationToken cancellation)
    {
        if (contract.Key.Count == 0)
        {
            return new Refusal(new Problem("", "version.without-key", T.CompareWithoutKey(contract.Title)));
        }
        if (access.Rows is not null || contract.Key.Any(field => access.View(field.Name) != FieldView.Full))
        {
            return new Refusal(new Problem("", "version.not-comparable", T.CompareNotAllowed));
        }
        string[] seen = [.. contract.Fields.Where(field => !field.IsKey && access.View(field.Name) == FieldView.Full)
            .Select(field => field.Name)];
        return await compute.RunAsync(
            connection => Compare(connection, before, after, contract, seen, Math.Clamp(most, 0, VersionChanges.MostRows)),
            cancellation);
    }

    private VersionChanges Compare(
        DuckConnection connection, DatasetVersion before, DatasetVersion after, DataContract contract, string[] seen, int most)
    {
        string[] key = [.. contract.Key.Select(field => field.Name)];
        var merge = new Merge(lake, connection, contract);
        var joined = $"{Rows(merge, after, contract)} n full join {Rows(merge, before, contract)} o on "
            + string.Join(" and ", key.Select(name => $"n.{DuckSql.Identifier(name)} = o.{DuckSql.Identifier(name)}"));
        var differs = seen.Length == 0 ? "false" : string.Join(" or ", seen.Select(
            name => $"n.{DuckSql.Identifier(name)} is distinct from o.{DuckSql.Identifier(name)}"));
        var first = DuckSql.Identifier(key[0]);
        var change = $"case when o.{first} is null then 0 when n.{first} is null then 2 when {differs} then 1 end";
        long[] counts = new long[3];
        using (var counted = connection.Query($"select change, count(*) from (select {change} as change from {joined}) where change is not null group by change"))
        {
            foreach (var row in counted.Rows())
            {
                counts[Convert.ToInt32(row[0], CultureInfo.InvariantCulture)] = Convert.ToInt64(row[1], CultureInfo.InvariantCulture);
            }
        }
        var columns = key.Select(name => $"coalesce(n.{DuckSql.Identifier(name)}, o.{DuckSql.Identifier(name)})::varchar")
            .Concat(seen.Select(
                name => $"o.{DuckSql.Identifier(name)}::varchar, n.{DuckSql.Identifier(name)}::varchar"));
        // Both sides have the contract's fields, so a name of our own is told apart only outside.
        var named = string.Join(", ", columns.Select((column, at) => $"{column} as c{at}")
            .Concat(key.Select((name, at) => $"coalesce(n.{DuckSql.Identifier(name)}, o.{DuckSql.Identifier(name)}) as key{at}")));
        var order = string.Join(", ", key.Select((_, at) => $"key{at}"));
        using var changed = connection.Query(string.Create(CultureInfo.InvariantCulture,
            $"select * from (select {change} as change, {named} from {joined}) where change is not null order by change, {order} limit {most}"));
        return new(counts[0], counts[1], counts[2], [.. changed.Rows().Select(row => Change(row, key.Length, seen))]);
    }

    private static RowChange Change(object?[] row, int keys, string[] seen) => new(
        (RowChangeKind)Convert.ToInt32(row[0], CultureInfo.InvariantCulture),
        [.. row.Skip(1).Take(keys).Select(value => (string?)value ?? "")],
        [.. seen.Select((name, at) => new CellChange(
            name, (string?)row[1 + keys + (2 * at)], (string?)row[2 + keys + (2 * at)])).Where(cell => cell.Before != cell.After)]);

    /// <summary>A version can have lost all its rows; it has no file then.</summary>
    private static string Rows(Merge merge, DatasetVersion version, DataContract contract) => version.Files.Count > 0
        ? merge.Projection(version.Files)
        : $"(select {string.Join(", ", contract.Fields.Select(field => $"null::{ColumnType.Of(field)} as {DuckSql.Identifier(field.Name)}"))} where false)";
}
