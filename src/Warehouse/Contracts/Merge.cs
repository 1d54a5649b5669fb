using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Contracts;

/// <summary>What a load's rows do to the version before: the files of the next version, and what changed by key.</summary>
/// <param name="Added">Null when the dataset has no key to tell by.</param>
public sealed record Merged(
    IReadOnlyList<VersionFile> Files, long Rows, long? Added, long? Changed, long? Removed);

/// <summary>Puts a load's accepted rows and the served version together as the load's mode says.</summary>
public sealed class Merge(Lake lake, DuckConnection connection, DataContract contract)
{
    private readonly string[] fields = [.. contract.Fields.Select(field => DuckSql.Identifier(field.Name))];
    private readonly string[] key = [.. contract.Key.Select(field => DuckSql.Identifier(field.Name))];

    /// <exception cref="InvalidOperationException">Upsert or delete without a key; the contract's validator forbids it.</exception>
    public Merged Run(DatasetVersion? before, VersionFile load, LoadMode mode)
    {
        if (mode is LoadMode.Upsert or LoadMode.Delete && key.Length == 0)
        {
            throw new InvalidOperationException($"{contract.Name} has no key to {mode} by");
        }
        var counts = Count(before, load, mode);
        IReadOnlyList<VersionFile> files = (before, mode) switch
        {
            (null, LoadMode.Delete) => [],
            (null, _) or (_, LoadMode.Replace) => [load],
            (_, LoadMode.Append) => [.. before.Files, load],
            (_, LoadMode.Upsert) => [Rewrite(before, load, keep: true)],
            _ => [Rewrite(before, load, keep: false)],
        };
        return new Merged(files, files.Sum(file => file.Rows), counts?.Added, counts?.Changed, counts?.Removed);
    }

    /// <summary>By key: rows that are new, differ, or go. Null without a key.</summary>
    public (long Added, long Changed, long Removed)? Count(DatasetVersion? before, VersionFile load, LoadMode mode)
    {
        if (key.Length == 0)
        {
            return null;
        }
        if (before is null)
        {
            return (mode == LoadMode.Delete ? 0 : load.Rows, 0, 0);
        }
        if (mode == LoadMode.Append)
        {
            return (load.Rows, 0, 0);
        }
        var same = string.Join(" and ", key.Select(name => $"n.{name} = o.{name}"));
        var differs = string.Join(" or ", fields.Select(name => $"n.{name} is distinct from o.{name}"));
        using var result = connection.Query(
            $"""
            select count(*) filter (where o.{key[0]} is null), count(*) filter (where o.{key[0]} is not null and n.{key[0]} is not null and ({differs})),
                count(*) filter (where n.{key[0]} is null), count(*) filter (where o.{key[0]} is not null and n.{key[0]} is not null)
            from {Projection(load)} n full join {Projection([.. before.Files])} o on {same}
            """);
        long[] counts = [.. result.Rows().Single().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
        return mode switch
        {
            LoadMode.Delete => (0, 0, counts[3]),
            LoadMode.Upsert => (counts[0], counts[1], 0),
            _ => (counts[0], counts[1], counts[2]),
        };
    }

    /// <summary>Old rows whose key the load does not name, then (unless they are being deleted) the load's rows.</summary>
    private VersionFile Rewrite(DatasetVersion before, VersionFile load, bool keep)
    {
        using var draft = lake.Draft(Path.Combine("versions", contract.Name), ".parquet");
        var same = string.Join(" and ", key.Select(name => $"n.{name} = o.{name}"));
        var columns = string.Join(", ", [.. fields, VersionSql.Load, VersionSql.Row]);
        var rest = $"select {columns} from {Projection([.. before.Files])} o anti join {Projection(load)} n on {same}";
        var rows = connection.Execute(
            $"copy ({rest}{(keep ? $" union all select {columns} from {Projection(load)}" : "")}) to {DuckSql.Literal(draft.Path)} (format parquet, compression zstd)");
        var bytes = new FileInfo(draft.Path).Length;
        return new VersionFile(draft.Publish(), rows, bytes, load.LoadId);
    }

    /// <summary>Files with the contract's fields and, for each row, the load and source record it comes from.</summary>
    public string Projection(params IReadOnlyList<VersionFile> files) =>
        "(" + string.Join(" union all ", files.Select(Projected)) + ")";

    private string Projected(VersionFile file)
    {
        var source = $"read_parquet({DuckSql.Literal(lake.PathOf(file.Path))}, file_row_number = true)";
        var there = connection.Describe($"select * from {source}").Select(column => column.Name).ToHashSet();
        var selected = contract.Fields.Select(field => there.Contains(field.Name)
            ? DuckSql.Identifier(field.Name)
            : $"null::{ColumnType.Of(field)} as {DuckSql.Identifier(field.Name)}");
        var load = there.Contains(VersionSql.Load) ? VersionSql.Load : $"'{file.LoadId}'::varchar as {VersionSql.Load}";
        var row = there.Contains(VersionSql.Row) ? VersionSql.Row : $"file_row_number as {VersionSql.Row}";
        return $"select {string.Join(", ", selected)}, {load}, {row} from {source}";
    }
}
