using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>Quoting where DuckDB takes no parameter: names, COPY targets, paths of files to read.</summary>
public static class DuckSql
{
    /// <summary>A name of a table or column, whatever characters it holds.</summary>
    public static string Identifier(string name) =>
        $"\"{NativeText.Whole(name).Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>A text as an SQL literal.</summary>
    public static string Literal(string text) =>
        $"'{NativeText.Whole(text).Replace("'", "''", StringComparison.Ordinal)}'";
}
