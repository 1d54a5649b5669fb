using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Caching;

/// <summary>
/// A version's Parquet files under the contract's names and types, so that statements on it look as those on a native
/// table do. Files of older contracts may lack fields, which are then empty.
/// </summary>
internal static class VersionView
{
    /// <summary>Rows of one file take fewer places than this: the file's number is above them.</summary>
    private const int PlaceBits = 40;

    public static string Sql(Lake lake, DatasetVersion version, DataContract contract, DuckConnection connection) =>
        version.Files.Count == 0 ? Empty(contract) : string.Join(" union all ",
            version.Files.Select((file, i) => OfFile(lake.PathOf(file.Path), i, contract, connection)));

    private static string OfFile(string path, int index, DataContract contract, DuckConnection connection)
    {
        var source = $"read_parquet({DuckSql.Literal(path)}, file_row_number = true)";
        var there = connection.Describe($"select * from {source}").ToDictionary(one => one.Name, one => one.Type);
        var columns = contract.Fields.Select(field => Column(field, there));
        var place = string.Create(CultureInfo.InvariantCulture, $"{(long)index << PlaceBits} + file_row_number");
        return $"select {string.Join(", ", columns)}, ({place})::bigint as {QuerySource.Id} from {source}";
    }

    private static string Column(Field field, Dictionary<string, string> there)
    {
        var name = DuckSql.Identifier(field.Name);
        var type = ColumnType.Of(field);
        return !there.TryGetValue(field.Name, out var found) ? $"null::{type} as {name}"
            : found.Equals(type, StringComparison.OrdinalIgnoreCase) ? name : $"{name}::{type} as {name}";
    }

    private static string Empty(DataContract contract) =>
        $"select {string.Join(", ", contract.Fields.Select(field =>
            $"null::{ColumnType.Of(field)} as {DuckSql.Identifier(field.Name)}"))}, 0::bigint as {QuerySource.Id} where false";
}
