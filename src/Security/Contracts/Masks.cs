using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Phusa.Security.Access;

namespace Phusa.Security.Contracts;

/// <summary>
/// What a masked value looks like, said twice with the same result: as DuckDB SQL for rows that are queried, and in C#
/// for rows served by key. A null stays null; a value that is not what the mask expects comes back as null, not in
/// clear.
/// <list type="bullet">
/// <item><c>Last4</c>: stars and the last four characters; values of four or fewer are all stars.</item>
/// <item><c>Initials</c>: the first letter of each word, each with a full stop.</item>
/// <item><c>Year</c>: the four digits of the year of a date written year first or last.</item>
/// <item><c>Province</c>: the first three of the twelve digits of a citizen number, then stars.</item>
/// <item><c>Hash</c>: the same stand-in for the same value within this installation. DuckDB has no HMAC; SHA-256 over a
/// secret of fixed length and the value is sound here because 128 of the 256 bits are given, which rules out extending
/// a hash, and because it is never compared with anything an outsider chose.</item>
/// </list>
/// </summary>
public sealed class Masks
{
    private readonly MaskKey key;

    internal Masks(MaskKey key) => this.key = key;

    /// <summary>
    /// The secret to bind where <see cref="Sql"/> was given a reference to it. Never write it into SQL or logs.
    /// </summary>
    public string Key => key.Value;

    /// <summary>
    /// A DuckDB expression over <paramref name="expression"/>, which must be SQL built from quoted names.
    /// </summary>
    /// <param name="keyReference">How the statement refers to the bound <see cref="Key"/>, such as <c>$3</c>.</param>
    public static string Sql(MaskKind mask, string expression, string keyReference)
    {
        var text = $"cast({expression} as varchar)";
        return mask switch
        {
            MaskKind.Last4 => $"case when length({text}) <= 4 then repeat('*', length({text})) "
                + $"else repeat('*', length({text}) - 4) || right({text}, 4) end",
            MaskKind.Initials => "nullif(array_to_string(list_transform(list_filter("
                + $"string_split(trim({text}), ' '), lambda w: w <> ''), lambda w: upper(left(w, 1)) || '.'), "
                + "' '), '')",
            MaskKind.Year =>
                $"nullif(regexp_extract({text}, '^(?:[0-9]{{1,2}}[/.-]){{0,2}}([0-9]{{4}})(?:$|[^0-9])', 1), '')",
            MaskKind.Province =>
                $"case when regexp_full_match({text}, '[0-9]{{12}}') then left({text}, 3) || '*********' end",
            MaskKind.Hash => $"left(sha256({keyReference} || {text}), 32)",
            _ => "null::varchar",
        };
    }

    /// <summary>The same in C#, over a value's text as DuckDB would cast it.</summary>
    public string? Apply(MaskKind mask, object? value) => Text(value) is not { } text ? null : mask switch
    {
        MaskKind.Last4 => Last4(text),
        MaskKind.Initials => Initials(text),
        MaskKind.Year => Year(text),
        MaskKind.Province => Province(text),
        MaskKind.Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Key + text)))[..32],
        _ => null,
    };

    private static string? Text(object? value) => value switch
    {
        null => null,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset instant => instant.ToString("yyyy-MM-dd HH:mm:sszz", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>By code points, as DuckDB counts.</summary>
    private static string Last4(string text)
    {
        var runes = text.EnumerateRunes().ToArray();
        return runes.Length <= 4
            ? new string('*', runes.Length)
            : new string('*', runes.Length - 4) + string.Concat(runes[^4..]);
    }

    private static string? Initials(string text)
    {
        var initials = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => Rune.ToUpperInvariant(word.EnumerateRunes().First()) + ".");
        return string.Join(' ', initials) is { Length: > 0 } joined ? joined : null;
    }

    private static string? Year(string text) => MaskPatterns.Year().Match(text) is { Success: true } match
        ? match.Groups[1].Value
        : null;

    private static string? Province(string text) =>
        text.Length == 12 && text.All(char.IsAsciiDigit) ? text[..3] + "*********" : null;
}
