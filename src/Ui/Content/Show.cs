using System.Globalization;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>Figures, sizes and times as the reader's language writes them: <c>1.234,5</c> or <c>1,234.5</c>.</summary>
public static class Show
{
    private static readonly string[] Units = ["B", "KB", "MB", "GB", "TB"];

    private static CultureInfo Language => CultureInfo.CurrentUICulture;

    public static string Number(long? value) => value?.ToString("N0", Language) ?? "–";

    /// <summary>At most <paramref name="decimals"/> digits after the comma, without empty ones.</summary>
    public static string Number(double? value, int decimals = 2) => Trimmed(value, decimals);

    /// <inheritdoc cref="Number(double?, int)"/>
    public static string Number(decimal? value, int decimals = 2) => Trimmed(value, decimals);

    /// <summary>A share of one: 0.125 is 12,5%.</summary>
    public static string Percent(double? share, int decimals = 1) =>
        share is null ? "–" : Trimmed(share * 100, decimals) + "%";

    /// <summary>With its sign, for what changed: +2, −1,5.</summary>
    public static string Change(double value, int decimals = 2) =>
        (value > 0 ? "+" : value < 0 ? "−" : "±") + Trimmed(Math.Abs(value), decimals);

    public static string Bytes(long? bytes)
    {
        if (bytes is not { } left)
        {
            return "–";
        }
        var (size, unit) = ((double)left, 0);
        while (size >= 1000 && unit < Units.Length - 1)
        {
            (size, unit) = (size / 1024, unit + 1);
        }
        return $"{Trimmed(size, size < 10 && unit > 0 ? 1 : 0)} {Units[unit]}";
    }

    public static string Date(DateOnly? date) => date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture) ?? "–";

    public static string Date(DateTimeOffset? instant) => Local(instant, "dd/MM/yyyy");

    public static string DateTime(DateTimeOffset? instant) => Local(instant, "dd/MM/yyyy HH:mm");

    /// <summary>How long something took or will take, in the two largest units that matter.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalSeconds: < 1 } => T.TimeMilliseconds(Math.Round(time.TotalMilliseconds)).ToString(),
        { TotalSeconds: < 10 } => T.TimeSeconds(Trimmed(time.TotalSeconds, 1)).ToString(),
        { TotalMinutes: < 1 } => T.TimeSeconds(Math.Round(time.TotalSeconds)).ToString(),
        { TotalHours: < 1 } => Two(T.TimeMinutes(time.Minutes), T.TimeSeconds(time.Seconds), time.Seconds),
        { TotalDays: < 1 } => Two(T.TimeHours(time.Hours), T.TimeMinutes(time.Minutes), time.Minutes),
        _ => Two(T.TimeDays((int)time.TotalDays), T.TimeHours(time.Hours), time.Hours),
    };

    /// <summary>"2 giờ trước"; after a month the date itself says more.</summary>
    public static string Ago(DateTimeOffset instant, DateTimeOffset now) => (now - instant) switch
    {
        { Ticks: < 0 } => DateTime(instant),
        { TotalMinutes: < 1 } => T.AgoNow.ToString(),
        { TotalHours: < 1 } and var past => T.AgoMinutes((int)past.TotalMinutes).ToString(),
        { TotalDays: < 1 } and var past => T.AgoHours((int)past.TotalHours).ToString(),
        { TotalDays: < 2 } => T.AgoYesterday.ToString(),
        { TotalDays: < 31 } and var past => T.AgoDays((int)past.TotalDays).ToString(),
        _ => Date(instant),
    };

    private static string Two(Text large, Text small, int amount) =>
        amount == 0 ? large.ToString() : $"{large} {small}";

    private static string Local(DateTimeOffset? instant, string format) =>
        instant is { } at ? VietnamTime.Of(at).ToString(format, CultureInfo.InvariantCulture) : "–";

    private static string Trimmed(IFormattable? value, int decimals) =>
        value?.ToString("#,##0." + new string('#', decimals), Language) ?? "–";
}
