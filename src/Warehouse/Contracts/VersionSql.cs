using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Contracts;

/// <summary>A version's rows as DuckDB reads them from the lake.</summary>
public static class VersionSql
{
    /// <summary>Columns of a version's files that say where a row comes from.</summary>
    public const string Row = "_row";

    public const string Load = "_load";

    /// <summary>A table function over the version's files; later files may have fields that earlier ones lack.</summary>
    public static string Of(Lake lake, DatasetVersion version) => Of(lake, version.Files);

    public static string Of(Lake lake, IReadOnlyList<VersionFile> files)
    {
        var paths = string.Join(", ", files.Select(file => DuckSql.Literal(lake.PathOf(file.Path))));
        return $"read_parquet([{paths}]{(files.Count > 1 ? ", union_by_name = true" : "")})";
    }
}
