using System.Globalization;
using Phusa.Kernel.Periods;

namespace Phusa.Security.Audit;

/// <summary>Which reads of personal data the auditor looks for; what is null does not limit.</summary>
/// <param name="UserName">The sign-in name of who read.</param>
/// <param name="From">First day, in Vietnam's time.</param>
/// <param name="To">Last day.</param>
internal sealed record PersonalReadFilter(string? Dataset, string? UserName, DateOnly? From, DateOnly? To)
{
    /// <summary>A day that cannot be read limits nothing, as an empty one does.</summary>
    public static PersonalReadFilter Of(string? dataset, string? user, string? from, string? to) =>
        new(Filled(dataset), Filled(user), Day(from), Day(to));

    public DateTimeOffset? Since => From is { } day ? VietnamTime.BeginOf(day) : null;

    public DateTimeOffset? Before => To is { } day ? VietnamTime.BeginOf(day.AddDays(1)) : null;

    public string Query => string.Join('&', new (string Name, string? Value)[]
    {
        ("dataset", Dataset), ("user", UserName), ("from", Iso(From)), ("to", Iso(To)),
    }.Where(pair => pair.Value is not null).Select(pair => $"{pair.Name}={Uri.EscapeDataString(pair.Value!)}"));

    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day : null;
}
