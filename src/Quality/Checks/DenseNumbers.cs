using System.Globalization;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Checks;

/// <summary>
/// Proves quickly that whole numbers which lie close together, as running numbers do, are all different: each sets one
/// bit, and as many bits as numbers stand in the end. Grouping five million of them would take twenty times as long.
/// </summary>
internal static class DenseNumbers
{
    /// <summary>Bits spent on a number at most; where they lie further apart, grouping needs less memory.</summary>
    private const int BitsPerNumber = 16;

    /// <summary>DuckDB makes no longer string of bits.</summary>
    private const long LongestString = 1_000_000_000;

    /// <param name="rows">A relation with the column.</param>
    /// <returns>False when some occur twice, and also when this way cannot tell.</returns>
    public static bool AreUnique(DuckConnection connection, string rows, string field)
    {
        var column = DuckSql.Identifier(field);
        long[] figures;
        using (var result = connection.Query($"select count({column}), coalesce(min({column}), 0), coalesce(max({column}), 0) from {rows}"))
        {
            figures = [.. result.Rows().Single().Select(value => Convert.ToInt64(value, CultureInfo.InvariantCulture))];
        }
        var (count, least, most) = (figures[0], figures[1], figures[2]);
        var span = (Int128)most - least + 1;
        return count == 0 || (span <= LongestString && span <= (Int128)count * BitsPerNumber && connection.Scalar<long>(
            $"select bit_count(bitstring_agg({column}, {Literal(least)}, {Literal(most)}))::bigint from {rows}") == count);
    }

    private static string Literal(long number) => string.Create(CultureInfo.InvariantCulture, $"({number})::bigint");
}
