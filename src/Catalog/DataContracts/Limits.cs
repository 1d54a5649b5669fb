using System.Globalization;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>Reads and writes the limits of a field, typed as the field is. Dates are ISO 8601.</summary>
internal static class Limits
{
    private static readonly string[] Times = ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"];

    private static readonly string[] Instants =
        ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm"];

    private static readonly string[] Zoned = ["yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static DateOnly? Date(string? text) => DateOnly.TryParseExact(
        text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public static object? Read(string text, FieldType type) => type switch
    {
        FieldType.Date => Date(text),
        FieldType.Time => TimeOnly.TryParseExact(
            text, Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null,
        FieldType.Timestamp => Instant(text),
        _ => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null,
    };

    public static string Write(object limit) => limit switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset zoned => zoned.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        _ => Convert.ToString(limit, CultureInfo.InvariantCulture)!,
    };

    private static object? Instant(string text) => DateTime.TryParseExact(
        text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) ? local
        : DateTimeOffset.TryParseExact(
            text, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned) ? zoned : null;
}
