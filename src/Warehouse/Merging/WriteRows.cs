using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Merging;

/// <summary>
/// Writes rows as files of a version: one file, or one for each part that the contract's <c>phusa.partition</c> names,
/// so that a later load rewrites only the parts it touches.
/// </summary>
internal sealed class WriteRows(Lake lake, DuckConnection connection, DataContract contract)
{
    /// <summary>A part with fewer rows costs more to open than it saves, so rows are not split that finely.</summary>
    private const int FewestOfPart = 10_000;

    /// <summary>Files open at once while rows are split; with more parts than this they are not split at all.</summary>
    private const int MostParts = 2_000;

    private readonly string folder = Path.Combine("versions", contract.Name);

    /// <param name="rows">A relation with the contract's fields.</param>
    /// <param name="count">About how many rows there are, for deciding whether they are split.</param>
    /// <param name="load">Whose files these are.</param>
    public IReadOnlyList<VersionFile> Write(string rows, long count, Guid load) =>
        Split(rows, count, load) ?? WriteOne(rows, load);

    /// <summary>Writes the rows in parts; null, with nothing written, where they are not to be split.</summary>
    public IReadOnlyList<VersionFile>? Split(string rows, long count, Guid load)
    {
        if (contract.Partition is not { } partition || count < 2 * FewestOfPart)
        {
            return null;
        }
        var parts = connection.Scalar<long>($"select count(distinct {PartOf(partition)}) from {rows}");
        return parts is > 1 and <= MostParts && parts * FewestOfPart <= count ? WriteParts(rows, load) : null;
    }

    private IReadOnlyList<VersionFile> WriteOne(string rows, Guid load)
    {
        using var draft = lake.Draft(folder, ".parquet");
        var written = connection.Execute($"copy (from {rows}) to {DuckSql.Literal(draft.Path)} (format parquet, compression zstd)");
        var bytes = new FileInfo(draft.Path).Length;
        return [new VersionFile(draft.Publish(), written, bytes, load)];
    }

    private List<VersionFile> WriteParts(string rows, Guid load)
    {
        using var parts = lake.Draft(folder, "");
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"set partitioned_write_max_open_files = {MostParts}"));
        using var written = connection.Query(
            $"""
            copy (select *, {PartOf(contract.Partition!)} as _part from {rows}) to {DuckSql.Literal(parts.Path)}
                (format parquet, compression zstd, partition_by (_part), return_stats)
            """);
        return [.. written.Rows().Select(row => Publish((string)row[0]!, Convert.ToInt64(row[1], CultureInfo.InvariantCulture), load))];
    }

    private VersionFile Publish(string path, long rows, Guid load)
    {
        using var draft = lake.Draft(folder, ".parquet");
        File.Move(path, draft.Path);
        var bytes = new FileInfo(draft.Path).Length;
        return new VersionFile(draft.Publish(), rows, bytes, load);
    }

    private static string PartOf(Partition partition)
    {
        var field = DuckSql.Identifier(partition.Field);
        return partition.Unit switch
        {
            PartitionUnit.Day => $"strftime({field}, '%Y-%m-%d')",
            PartitionUnit.Month => $"strftime({field}, '%Y-%m')",
            PartitionUnit.Quarter => $"year({field}) || '-Q' || quarter({field})",
            PartitionUnit.Year => $"year({field})::varchar",
            PartitionUnit.Hash => string.Create(CultureInfo.InvariantCulture, $"hash({field}) % {partition.Buckets ?? 2}"),
            _ => $"{field}::varchar",
        };
    }
}
