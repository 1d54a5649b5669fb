using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Contracts;

/// <summary>The load that brought a row, and the row's position in that load's source, from 0.</summary>
public sealed record RowOrigin(Guid Load, long Record);

/// <summary>Finds where a row of a version comes from.</summary>
public sealed class RowOrigins(Lake lake, Compute compute)
{
    /// <summary>Null when the version has no row with that key, or the dataset has no key.</summary>
    /// <param name="key">A value for each key field, written as queries write values.</param>
    public Task<RowOrigin?> FindAsync(
        DatasetVersion version, DataContract contract, IReadOnlyList<string> key, CancellationToken cancellation) =>
        contract.Key.Count == 0 || contract.Key.Count != key.Count || version.Files.Count == 0
            ? Task.FromResult<RowOrigin?>(null)
            : compute.RunAsync(connection => Find(connection, version, contract, key), cancellation);

    private RowOrigin? Find(
        DuckConnection connection, DatasetVersion version, DataContract contract, IReadOnlyList<string> key)
    {
        var same = string.Join(" and ", contract.Key.Select((field, at) => string.Create(
            CultureInfo.InvariantCulture, $"{DuckSql.Identifier(field.Name)} = try_cast(${at + 1} as {ColumnType.Of(field)})")));
        var rows = new Merge(lake, connection, contract).Projection(version.Files);
        using var found = connection.Query(
            $"select {VersionSql.Load}, {VersionSql.Row} from {rows} where {same} limit 1", [.. key]);
        return found.Rows().Select(row => new RowOrigin(
            Guid.Parse((string)row[0]!), Convert.ToInt64(row[1], CultureInfo.InvariantCulture))).FirstOrDefault();
    }
}
