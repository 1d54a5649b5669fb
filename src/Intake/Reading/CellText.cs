using System.Globalization;

namespace Phusa.Intake.Reading;

/// <summary>Values of cells as text that means the same everywhere.</summary>
internal static class CellText
{
    /// <summary>Whole numbers up to here are exact in a double.</summary>
    private const double LargestWhole = 9_007_199_254_740_992;

    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool truth => truth ? "true" : "false",
        double number => Of(number),
        DateTime moment => Of(moment),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>
    /// Excel shows and means 15 digits: 0.1 + 0.2 is 0.3 there. An exponent stays only beyond what a decimal holds.
    /// </summary>
    public static string Of(double number)
    {
        if (Math.Abs(number) < LargestWhole && Math.Truncate(number) == number)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }
        var digits = number.ToString("G15", CultureInfo.InvariantCulture);
        return digits.Contains('E') && Math.Abs(number) is > 1e-13 and < 7.9e28
            ? decimal.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture)
                .ToString(CultureInfo.InvariantCulture)
            : digits;
    }

    /// <summary>A time of day alone stands on the day before Excel's first.</summary>
    private static string Of(DateTime moment)
    {
        var whole = new DateTime((moment.Ticks + (TimeSpan.TicksPerSecond / 2000))
            / (TimeSpan.TicksPerSecond / 1000) * (TimeSpan.TicksPerSecond / 1000), DateTimeKind.Unspecified);
        var format = whole.Year <= 1899 ? "HH:mm:ss"
            : whole.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss";
        return whole.ToString(whole.Millisecond == 0 ? format : format + ".fff", CultureInfo.InvariantCulture);
    }
}
