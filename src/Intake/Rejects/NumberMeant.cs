using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Intake.Reading;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Intake.Rejects;

/// <summary>
/// The number in a text such as "43.5 triệu", in the field's unit and written as the rest of its column is.
/// </summary>
internal static partial class NumberMeant
{
    private static readonly Dictionary<string, decimal> Scales = new(StringComparer.Ordinal)
    {
        ["nghin"] = 1e3m, ["ngan"] = 1e3m, ["trieu"] = 1e6m, ["tr"] = 1e6m, ["ty"] = 1e9m, ["ti"] = 1e9m,
    };

    public static string? Of(string value, string? unit, NumberForm form)
    {
        var text = Folding.Fold(value).Trim();
        if (Shape().Match(text) is not { Success: true } match || Read(match.Groups["number"].Value) is not { } number)
        {
            return null;
        }
        if (Scaled(number, match.Groups["words"].Value.Trim(), Folding.Fold(unit ?? "")) is not { } scaled)
        {
            return null;
        }
        return Write(scaled, form);
    }

    internal static string Write(decimal number, NumberForm form)
    {
        var text = number.ToString("0.#########", CultureInfo.InvariantCulture);
        return form == NumberForm.Vietnamese ? text.Replace('.', ',') : text;
    }

    /// <summary>A scale counts against the unit's own; words that are neither mean something else.</summary>
    private static decimal? Scaled(decimal number, string words, string unit)
    {
        if (words.Length == 0)
        {
            return number;
        }
        var said = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var scale = said.Select(word => Scales.GetValueOrDefault(word, 1)).Aggregate(1m, (left, right) => left * right);
        var own = unit.Split(' ').Select(word => Scales.GetValueOrDefault(word, 1)).Aggregate(1m, (left, right) => left * right);
        var rest = said.Where(word => !Scales.ContainsKey(word)).ToList();
        var understood = rest.All(word => unit.Contains(word, StringComparison.Ordinal) || word is "dong" or "d" or "vnd" or "vnđ");
        return !understood ? null : scale == 1 ? number : number * scale / own;
    }

    /// <summary>The last separator is the decimal one unless it groups thousands.</summary>
    private static decimal? Read(string digits)
    {
        var text = string.Concat(digits.Where(letter => !char.IsWhiteSpace(letter)));
        var (dot, comma) = (text.LastIndexOf('.'), text.LastIndexOf(','));
        var mark = dot > comma ? '.' : ',';
        var last = Math.Max(dot, comma);
        var grouped = last >= 0 && text.Count(letter => letter == mark) > 1;
        var plain = last < 0 || grouped
            ? string.Concat(text.Where(letter => letter is not ('.' or ',')))
            : string.Concat(text[..last].Where(letter => letter is not ('.' or ','))) + "." + text[(last + 1)..];
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign,
            CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^(?<number>[+-]?[0-9](?:[0-9., ]*[0-9])?)(?<words>[^0-9.,]*)$")]
    private static partial Regex Shape();
}
