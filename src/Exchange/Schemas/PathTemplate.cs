using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Phusa.Exchange.Schemas;

/// <summary>A path of an OpenAPI document, such as <c>/projects/{id}/files/{name}.pdf</c>. A parameter never spans a slash.</summary>
internal sealed partial class PathTemplate
{
    private readonly Segment[] segments;
    private readonly string[] names;

    private PathTemplate(string text, Segment[] segments, string[] names) =>
        (Text, this.segments, this.names) = (text, segments, names);

    public string Text { get; }

    /// <summary>A concrete path is looked at before one with parameters, from the left (OpenAPI 3.1 §4.8.8.2).</summary>
    public string Order => string.Join('/', Text.Split('/').Select(segment => segment.Contains('{', StringComparison.Ordinal) ? "1" : "0"));

    /// <summary>Null for what is no template: a brace without its other, a parameter twice, no slash at the start.</summary>
    public static PathTemplate? Of(string text)
    {
        var names = Parameter().Matches(text).Select(match => match.Groups[1].Value).ToArray();
        if (!text.StartsWith('/') || Parameter().Replace(text, "").AsSpan().ContainsAny('{', '}')
            || names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            return null;
        }
        var number = 0;
        var segments = text.Split('/').Skip(1).Select(segment => new Segment(segment, !segment.Contains('{', StringComparison.Ordinal) ? null : new(
            "^" + string.Concat(Parts().Split(segment).Select(part =>
                part.StartsWith('{') ? $"(?<p{number++}>.+?)" : Regex.Escape(part))) + @"\z",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Singleline))).ToArray();
        return new(text, segments, names);
    }

    /// <param name="path">Decoded, from its first slash on.</param>
    public bool TryMatch(string path, [NotNullWhen(true)] out Dictionary<string, string>? values)
    {
        values = null;
        var parts = path.Length == 0 ? [""] : path.Split('/')[1..];
        if (parts.Length != segments.Length)
        {
            return false;
        }
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (segment, part) in segments.Zip(parts))
        {
            var match = segment.Pattern?.Match(part);
            if (!(match?.Success ?? segment.Text == part))
            {
                return false;
            }
            foreach (var group in (match?.Groups.Values ?? []).Where(group => group.Name.StartsWith('p')))
            {
                found[names[int.Parse(group.Name.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)]] = group.Value;
            }
        }
        values = found;
        return true;
    }

    /// <param name="Pattern">Null for one without parameters.</param>
    private sealed record Segment(string Text, Regex? Pattern);

    [GeneratedRegex(@"\{([^{}/]+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"(\{[^{}/]+\})")]
    private static partial Regex Parts();
}
