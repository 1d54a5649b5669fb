using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Merging;

namespace Phusa.Warehouse.Contracts;

/// <summary>What a load's rows do to the version before: the files of the next version, and what changed by key.</summary>
/// <param name="Added">Null when the dataset has no key to tell by.</param>
public sealed record Merged(
    IReadOnlyList<VersionFile> Files, long Rows, long? Added, long? Changed, long? Removed);

/// <summary>Puts a load's accepted rows and the served version together as the load's mode says.</summary>
public sealed class Merge(Lake lake, DuckConnection connection, DataContract contract)
{
    /// <summary>Rows of a file below which it is small.</summary>
    private const int SmallFile = 100_000;

    private const int ManySmall = 16;

    private readonly string[] fields = [.. contract.Fields.Select(field => DuckSql.Identifier(field.Name))];
    private readonly string[] key = [.. contract.Key.Select(field => DuckSql.Identifier(field.Name))];
    private readonly string columns = string.Join(", ",
        [.. contract.Fields.Select(field => DuckSql.Identifier(field.Name)), VersionSql.Load, VersionSql.Row]);
    private readonly WriteRows write = new(lake, connection, contract);

    private string Same => string.Join(" and ", key.Select(name => $"n.{name} = o.{name}"));

    /// <summary>A first version that is the load's file as it is; null where its rows are to be laid out in parts.</summary>
    public static Merged? First(DataContract contract, VersionFile load, LoadMode mode)
    {
        var counts = CountFirst(contract, load.Rows, mode);
        return contract.Partition is not null ? null
            : mode == LoadMode.Delete ? new([], 0, counts?.Added, counts?.Changed, counts?.Removed)
            : new([load], load.Rows, counts?.Added, counts?.Changed, counts?.Removed);
    }

    /// <summary>What <see cref="Count"/> says where nothing is served yet.</summary>
    public static (long Added, long Changed, long Removed)? CountFirst(DataContract contract, long rows, LoadMode mode) =>
        contract.Key.Count == 0 ? null : (mode == LoadMode.Delete ? 0 : rows, 0, 0);

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
            (null, _) or (_, LoadMode.Replace) => Placed(load),
            (_, LoadMode.Append) => Compacted([.. before.Files, .. Placed(load)]),
            (_, LoadMode.Upsert) => Compacted(Rewritten(before, load, keep: true)),
            _ => Compacted(Rewritten(before, load, keep: false)),
        };
        return new Merged(files, files.Sum(file => file.Rows), counts?.Added, counts?.Changed, counts?.Removed);
    }

    /// <summary>By key: rows that are new, differ, or go. Null without a key.</summary>
    public (long Added, long Changed, long Removed)? Count(DatasetVersion? before, VersionFile load, LoadMode mode)
    {
        if (before is null || key.Length == 0)
        {
            return CountFirst(contract, load.Rows, mode);
        }
        if (mode == LoadMode.Append)
        {
            return (load.Rows, 0, 0);
        }
        var differs = string.Join(" or ", fields.Select(name => $"n.{name} is distinct from o.{name}"));
        using var result = connection.Query(
            $"""
            select count(*) filter (where o.{key[0]} is null), count(*) filter (where o.{key[0]} is not null and n.{key[0]} is not null and ({differs})),
                count(*) filter (where n.{key[0]} is null), count(*) filter (where o.{key[0]} is not null and n.{key[0]} is not null)
            from {Projection(load)} n full join {Projection([.. before.Files])} o on {Same}
            """);
        long[] counts = [.. result.Rows().Single().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
        return mode switch
        {
            LoadMode.Delete => (0, 0, counts[3]),
            LoadMode.Upsert => (counts[0], counts[1], 0),
            _ => (counts[0], counts[1], counts[2]),
        };
    }

    /// <summary>A load's own file, or its rows in parts where they are enough to fill them.</summary>
    private IReadOnlyList<VersionFile> Placed(VersionFile load) =>
        write.Split(Projection(load), load.Rows, load.LoadId) ?? [load];

    /// <summary>
    /// Files that hold none of the load's keys stay; the rows of the others are written anew without those keys,
    /// followed (unless they are being deleted) by the load's rows.
    /// </summary>
    private List<VersionFile> Rewritten(DatasetVersion before, VersionFile load, bool keep)
    {
        var touched = Touched(before.Files, load);
        List<VersionFile> files = [.. before.Files.Except(touched)];
        if (touched.Count == 0)
        {
            return keep ? [.. files, .. Placed(load)] : files;
        }
        var rest = $"select {columns} from {Projection(touched)} o anti join {Projection(load)} n on {Same}";
        var rows = keep ? $"({rest} union all select {columns} from {Projection(load)})" : $"({rest})";
        var written = write.Write(rows, touched.Sum(file => file.Rows), load.LoadId);
        return [.. files, .. written.Where(file => file.Rows > 0 || files.Count == 0)];
    }

    private List<VersionFile> Touched(IReadOnlyList<VersionFile> files, VersionFile load)
    {
        var paths = string.Join(", ", files.Select(file => DuckSql.Literal(lake.PathOf(file.Path))));
        using var result = connection.Query(
            $"""
            select distinct filename from read_parquet([{paths}], union_by_name = true, filename = true) o
            semi join {Projection(load)} n on {Same}
            """);
        var found = result.Rows().Select(row => (string)row[0]!).ToHashSet();
        return [.. files.Where(file => found.Contains(lake.PathOf(file.Path)))];
    }

    /// <summary>Many small files, as daily loads leave them, become one: reading opens each of them every time.</summary>
    private IReadOnlyList<VersionFile> Compacted(IReadOnlyList<VersionFile> files)
    {
        var small = files.Where(file => file.Rows < SmallFile).ToList();
        return small.Count < ManySmall ? files
            : [.. files.Except(small), .. write.Write($"(select {columns} from {Projection(small)})", small.Sum(file => file.Rows), small[^1].LoadId)];
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
