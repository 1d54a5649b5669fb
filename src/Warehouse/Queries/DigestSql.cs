using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Queries;

/// <summary>
/// Adds up a SHA-256 of each row, in four numbers of 60 bits: sums know no order, and unlike a bitwise sum they tell a row that
/// is there twice from one that is not there. Values are taken as DuckDB writes them, each behind its length.
/// </summary>
internal static class DigestSql
{
    private const int Parts = 4;

    /// <summary>Hexadecimal digits of a part: as many as a bigint holds whatever they are.</summary>
    private const int Digits = 15;

    public static RowDigest Run(DuckConnection connection, CompiledQuery compiled)
    {
        var fields = compiled.Columns.Select(column => column.Name).Order(StringComparer.Ordinal).ToList();
        var sums = string.Join(", ", Enumerable.Range(0, Parts).Select(part => string.Create(
            CultureInfo.InvariantCulture,
            $"coalesce(sum(('0x' || substr(hash, {(part * Digits) + 1}, {Digits}))::bigint), 0)::varchar")));
        using var result = connection.Query(
            $"select count(*)::varchar, {sums} from (select sha256({string.Join(" || ", fields.Select(Text))}) as hash from ({compiled.Sql}))",
            compiled.Values);
        var row = result.Rows().Single().Select(value => (string)value!).ToList();
        var text = string.Join('\n', [.. fields, .. row]);
        return new(
            long.Parse(row[0], CultureInfo.InvariantCulture), fields,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static string Text(string field)
    {
        var name = DuckSql.Identifier(field);
        return $"coalesce(length({name}::varchar)::varchar || ':' || {name}::varchar, '-')";
    }
}
