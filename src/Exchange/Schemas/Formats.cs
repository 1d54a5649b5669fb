using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Phusa.Exchange.Schemas;

/// <summary>The named formats that are held to. Each says nothing of values of another type.</summary>
internal static partial class Formats
{
    private static readonly Dictionary<string, Func<JsonElement, bool>> Known = new(StringComparer.Ordinal)
    {
        ["int32"] = value => Whole(value, int.MinValue, int.MaxValue),
        ["int64"] = value => Whole(value, long.MinValue, long.MaxValue),
        ["date"] = Text(text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)),
        ["date-time"] = Text(IsInstant),
        ["uuid"] = Text(text => text.Length == 36 && Guid.TryParseExact(text, "D", out _)),
        ["email"] = Text(Mail().IsMatch),
        ["uri"] = Text(text => Ascii.IsValid(text) && Uri.IsWellFormedUriString(text, UriKind.Absolute)),
        ["ipv4"] = Text(text => Dotted().IsMatch(text) && IPAddress.TryParse(text, out _)),
        ["ipv6"] = Text(text => !text.AsSpan().ContainsAny("%[]") && IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6),
    };

    public static Func<JsonElement, bool>? Find(string name) => Known.GetValueOrDefault(name);

    private static Func<JsonElement, bool> Text(Func<string, bool> has) =>
        value => value.ValueKind != JsonValueKind.String || has(value.GetString()!);

    private static bool Whole(JsonElement value, decimal least, decimal most) => value.ValueKind != JsonValueKind.Number
        || (value.TryGetDecimal(out var number) && number == decimal.Truncate(number) && number >= least && number <= most);

    /// <summary>RFC 3339 §5.6; a leap second ends a day of UTC.</summary>
    private static bool IsInstant(string text)
    {
        var parts = Instant().Match(text);
        if (!parts.Success)
        {
            return false;
        }
        var isLeap = parts.Groups["s"].Value == "60";
        return DateTimeOffset.TryParseExact(
                parts.Groups["d"].Value + parts.Groups["t"].Value + (isLeap ? "59" : parts.Groups["s"].Value)
                    + (parts.Groups["o"].Success ? parts.Groups["o"].Value : "+00:00"),
                "yyyy-MM-ddHH:mm:sszzz", CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            && (!isLeap || instant.UtcDateTime is { Hour: 23, Minute: 59 });
    }

    [GeneratedRegex(@"^(?<d>[0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ](?<t>[0-9]{2}:[0-9]{2}:)(?<s>[0-9]{2})(\.[0-9]+)?([Zz]|(?<o>[+-][0-9]{2}:[0-9]{2}))\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Instant();

    /// <summary>No part of four with a leading zero, which some read as octal.</summary>
    [GeneratedRegex(@"^(0|[1-9][0-9]{0,2})(\.(0|[1-9][0-9]{0,2})){3}\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Dotted();

    /// <summary>RFC 5321 §4.1.2 without quoted local parts and addresses for domains.</summary>
    [GeneratedRegex(@"^[a-zA-Z0-9_!#$%&'*+/=?^`{|}~-]+(\.[a-zA-Z0-9_!#$%&'*+/=?^`{|}~-]+)*@[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Mail();
}
