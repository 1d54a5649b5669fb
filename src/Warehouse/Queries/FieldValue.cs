using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Warehouse.Queries;

/// <summary>Values between the text of an address or cursor and what is bound.</summary>
internal static class FieldValue
{
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFF"];

    /// <summary>Null when the text is no value of the type.</summary>
    public static object? Parse(FieldType type, string text) => type switch
    {
        FieldType.Integer => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole : Decimal(text),
        FieldType.Number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number : null,
        FieldType.Decimal => Decimal(text),
        FieldType.Boolean => text switch { "true" => true, "false" => false, _ => null },
        FieldType.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var date) ? date : null,
        FieldType.Timestamp => Timestamp(text),
        FieldType.Time => TimeOnly.TryParseExact(text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var time) ? time : null,
        _ => text.Contains('\0', StringComparison.Ordinal) ? null : text,
    };

    /// <summary>The text that <see cref="Parse"/> reads back as the same value.</summary>
    public static string Write(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    public static Text Expected(FieldType type) => type switch
    {
        FieldType.Integer => T.ExpectedInteger,
        FieldType.Number or FieldType.Decimal => T.ExpectedNumber,
        FieldType.Boolean => T.ExpectedFlag,
        FieldType.Date => T.ExpectedDate,
        FieldType.Timestamp => T.ExpectedTimestamp,
        FieldType.Time => T.ExpectedTime,
        _ => T.ExpectedText,
    };

    private static decimal? Decimal(string text) => decimal.TryParse(text,
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number : null;

    // Stored without a zone: an offset in the text is turned into UTC, none is taken as written.
    private static DateTime? Timestamp(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal, out var time) && char.IsAsciiDigit(text[0]) && text.Length >= 10
        ? time.UtcDateTime : null;
}
