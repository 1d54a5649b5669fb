using System.Globalization;
using System.Text.Json;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Schemas;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Exchange.Sandbox;

/// <summary>
/// Texts that fit a schema and can be taken for nobody's: made-up people, numbers that are not given out, addresses kept
/// for examples (RFC 2606, RFC 5737).
/// </summary>
internal static class MockText
{
    public static string Of(MockSchema schema, string name, int seed)
    {
        var pattern = schema.Word("pattern");
        var rule = pattern is null ? null : EcmaPattern.Of(pattern);
        var (least, most) = ((int)(schema.Number("minLength") ?? 0), (int)Math.Min(schema.Number("maxLength") ?? 200, 4000));
        var format = Formats.Find(schema.Word("format") ?? "");
        bool Fits(string? text) => text is not null && text.Length >= least && text.Length <= most && rule?.IsMatch(text) is not false
            && format?.Invoke(JsonSerializer.SerializeToElement(text)) is not false;
        string?[] candidates =
        [
            ByFormat(schema.Word("format"), seed), ByMark(schema.Word(RowSchemas.FormatMark), seed), ByName(name, seed),
            pattern is null ? null : MockPattern.Of(pattern, seed, least, most), Sized(T.MockText(seed % 100).ToString(), least, most),
        ];
        return Array.Find(candidates, Fits) ?? candidates[^1]!;
    }

    private static string? ByFormat(string? format, int seed) => format switch
    {
        "date" => Day(seed),
        "date-time" => Day(seed) + "T08:30:00+07:00",
        "time" => "08:30:00",
        "uuid" => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{seed:000000000000}"),
        "email" => Number($"thu-{seed % 100}@example.com"),
        "uri" or "url" or "uri-reference" => Number($"https://example.com/{seed % 100}"),
        "hostname" => "example.com",
        "ipv4" => Number($"192.0.2.{seed % 250}"),
        "ipv6" => Number($"2001:db8::{seed % 99}"),
        "byte" => "cGh1LXNh",
        _ => null,
    };

    /// <summary>No province has the number 000, no telephone one that begins with 00000.</summary>
    private static string? ByMark(string? mark, int seed) => mark switch
    {
        "citizen-id" => Number($"000{seed % 4}{70 + (seed % 30)}{seed:000000}"),
        "person-name" => Person(seed),
        "phone-vn" => Number($"00000{seed:00000}"),
        "email" => ByFormat("email", seed),
        "url" => ByFormat("uri", seed),
        "tax-code" => Number($"00000{seed:00000}"),
        "period" => Number($"{2020 + (seed % 6)}"),
        _ => null,
    };

    private static string? ByName(string name, int seed) => Folding.Fold(name).Replace('_', '-') switch
    {
        var one when one.Contains("phone", StringComparison.Ordinal) || one.Contains("dien-thoai", StringComparison.Ordinal) => ByMark("phone-vn", seed),
        var one when one.Contains("email", StringComparison.Ordinal) => ByFormat("email", seed),
        "full-name" or "fullname" or "ho-ten" or "hoten" or "person" or "nguoi" => Person(seed),
        var one when one.Contains("address", StringComparison.Ordinal) || one.Contains("dia-chi", StringComparison.Ordinal) =>
            T.MockAddress(seed % 100).ToString(),
        _ => null,
    };

    private static string Person(int seed) =>
        T.MockPeople.ToString().Split(';', StringSplitOptions.TrimEntries) is var people ? people[seed % people.Length] : "";

    private static string Sized(string text, int least, int most) =>
        text.Length > most ? text[..most].TrimEnd().PadRight(Math.Min(least, most), '.') : text.PadRight(least, '.');

    private static string Day(int seed) => new DateOnly(2026, 1, 1).AddDays(-(seed % 700)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(FormattableString text) => FormattableString.Invariant(text);
}
