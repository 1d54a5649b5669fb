using System.Globalization;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Checks;

/// <summary>Values of a contract as SQL literals, for statements in which DuckDB takes no parameters (COPY).</summary>
internal static class SqlValue
{
    private const string Grouped = "{0:#,0.############}";

    public static string Of(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        decimal number => number.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        DateOnly date => string.Create(CultureInfo.InvariantCulture, $"date '{date:yyyy-MM-dd}'"),
        DateTime time => string.Create(CultureInfo.InvariantCulture, $"timestamp '{time:yyyy-MM-dd HH:mm:ss.ffffff}'"),
        DateTimeOffset time => string.Create(
            CultureInfo.InvariantCulture, $"timestamp '{VietnamTime.Of(time):yyyy-MM-dd HH:mm:ss.ffffff}'"),
        TimeOnly time => string.Create(CultureInfo.InvariantCulture, $"time '{time:HH:mm:ss.ffffff}'"),
        _ => DuckSql.Literal(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    public static string List(IEnumerable<object?> values) => string.Join(", ", values.Select(Of));

    /// <summary>A typed column.</summary>
    public static string Column(string field) => DuckSql.Identifier(field);

    /// <summary>What was written in the source for a field, before it was read as its type.</summary>
    public static string Written(string field) => DuckSql.Identifier("~" + field);

    /// <summary>As people read it: 31/12/2025, 1.234,5.</summary>
    public static object? Shown(object? value) => value switch
    {
        DateOnly date => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture),
        // Smaller numbers may be years, which nobody writes with a point.
        decimal number when Math.Abs(number) < 10_000 => number / 1.0000000000000000000000000000m,
        decimal number => new Text(Grouped, Grouped, number),
        _ => value,
    };
}
