using Phusa.Catalog.Contracts;
using Phusa.Intake.Columns;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Reading;

/// <summary>
/// Parquet, which DuckDB reads by itself. Its values are taken as text all the same: the contract's types decide, and
/// a value they do not hold is rejected with what was written.
/// </summary>
internal static class ParquetSource
{
    private const int SampleRows = 1000;

    public static Outcome<(Understanding Understanding, SourceTable Table)> Open(SourceFile file, DataContract contract)
    {
        using var database = DuckDatabase.Open(
            null, new Dictionary<string, string> { ["threads"] = "1", ["memory_limit"] = "512MB" });
        using var connection = database.Connect();
        var source = $"read_parquet([{DuckSql.Literal(file.Path)}])";
        try
        {
            var columns = connection.Describe($"select * from {source}");
            var read = Headers.Read([[.. columns.Select(column => column.Name)]], contract, file.Name);
            if (!read.IsDone)
            {
                return new Refusal(read.Problems);
            }
            var header = read.Value;
            var texts = columns.Select((column, at) =>
                $"{Text(DuckSql.Identifier(column.Name), column.Type)} as c{at}");
            var sql = $"(select {string.Join(", ", texts)} from {source})";
            var understood = header.Columns.Select((column, at) => columns[at].Type == "VARCHAR"
                ? WithForm(column, contract, Sample(connection, sql, at)) : column).ToList();
            return (new Understanding("parquet", "", null, null, 0, understood, header.MissingFields),
                new SourceTable(sql, columns.Count, false, 1, true, true, []));
        }
        catch (DuckException)
        {
            return new Refusal(new Problem("file", "parquet.damaged", T.SourceParquetDamaged(file.Name)));
        }
    }

    /// <summary>
    /// Whether reading failed because the file is damaged: it is read again, whole, with nothing else that could fail.
    /// Pages are damaged where nothing is seen of them before they are reached.
    /// </summary>
    /// <param name="path">May be no Parquet, or not there.</param>
    public static bool IsDamaged(string path)
    {
        if (!IsParquet(path))
        {
            return false;
        }
        using var database = DuckDatabase.Open(
            null, new Dictionary<string, string> { ["threads"] = "1", ["memory_limit"] = "512MB" });
        using var connection = database.Connect();
        try
        {
            using var result = connection.Query($"select max(hash(whole)) from read_parquet([{DuckSql.Literal(path)}]) whole");
            return !result.Rows().Any();
        }
        catch (DuckException)
        {
            return true;
        }
    }

    private static bool IsParquet(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }
        using var stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[4];
        return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("PAR1"u8);
    }

    /// <summary>A value as text; whole numbers without exponent, moments with offset, nested values as JSON.</summary>
    private static string Text(string column, string type) => type switch
    {
        "VARCHAR" => column,
        "FLOAT" or "DOUBLE" =>
            $"case when abs({column}) < 1e18 and {column} = trunc({column}) then {column}::bigint::varchar "
            + $"else {column}::varchar end",
        "TIMESTAMP WITH TIME ZONE" => $"strftime({column} at time zone 'UTC', '%Y-%m-%d %H:%M:%S.%f') || '+00:00'",
        "TIMESTAMP_NS" => $"{column}::timestamp::varchar",
        "BLOB" => $"lower(hex({column}))",
        _ when type.EndsWith(']') || type.StartsWith("STRUCT", StringComparison.Ordinal)
            || type.StartsWith("MAP", StringComparison.Ordinal) => $"to_json({column})::varchar",
        _ => $"{column}::varchar",
    };

    private static List<string> Sample(DuckConnection connection, string sql, int at)
    {
        using var result = connection.Query($"select coalesce(c{at}, '') from {sql} limit {SampleRows}");
        return [.. result.Rows().Select(row => (string)row[0]!)];
    }

    private static ColumnUnderstanding WithForm(
        ColumnUnderstanding column, DataContract contract, List<string> sample) =>
        column.Field is { } name && contract.FindField(name) is { } field && field.IsNumeric()
            ? column with { Numbers = NumberForms.Of(field, sample) }
            : column;
}
