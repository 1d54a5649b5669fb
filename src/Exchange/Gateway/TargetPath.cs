using System.Buffers;
using System.Globalization;
using System.Text;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// The part of a call's path that goes on to an upstream. What is authorised (<see cref="Path"/>) and what is forwarded
/// (<see cref="Encoded"/>) are the same string, decoded and written out; whatever two servers could read differently
/// (RFC 3986 §2.2, §5.2.4) is refused rather than mended.
/// </summary>
internal sealed record TargetPath
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private const int Shown = 40;

    /// <summary>RFC 3986 §3.3: pchar and the slash between segments.</summary>
    private static readonly SearchValues<char> InPath = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/");

    private static readonly SearchValues<char> InQuery = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/?");

    private static readonly string[] Escaped = ["%2f", "%5c", "%00"];

    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    private TargetPath(string path, string encoded) => (Path, Encoded) = (path, encoded);

    /// <summary>Decoded once; empty, or from a slash on. What rules and operations are compared with.</summary>
    public string Path { get; }

    /// <summary>The same, each byte that is no pchar as a percent triplet.</summary>
    public string Encoded { get; }

    /// <param name="rawTarget">As the request line has it, before the server decoded it and removed dot segments.</param>
    /// <param name="path">What the server made of it, behind the gateway's own prefix.</param>
    public static Outcome<TargetPath> Read(string rawTarget, string path)
    {
        var found = Ambiguity(PathOf(rawTarget)) ?? Leftover(path);
        return found is not null
            ? new Refusal(new Problem("path", "path.ambiguous", T.PathAmbiguous(found)))
            : new TargetPath(path, Encode(path, InPath, keepTriplets: false));
    }

    /// <summary>
    /// The upstream's address with its own path in front. Joined as text and parsed once, so that nothing in the path
    /// can reach the authority or climb out of the prefix.
    /// </summary>
    /// <param name="query">From its question mark on, as the caller wrote it; or empty.</param>
    public Uri Under(Uri upstream, string query) => new(
        upstream.GetLeftPart(UriPartial.Authority) + upstream.AbsolutePath.TrimEnd('/')
            + (Encoded.Length == 0 && upstream.AbsolutePath == "/" ? "/" : Encoded)
            + (query.Length > 1 ? "?" + Encode(query[1..], InQuery, keepTriplets: true) : ""),
        AsWritten);

    public override string ToString() => Encoded;

    /// <summary>The path of a request target, also of one in absolute form (RFC 9112 §3.2.2).</summary>
    private static string PathOf(string target)
    {
        var authority = target.StartsWith('/') ? -1 : target.IndexOf("://", StringComparison.Ordinal);
        var start = authority < 0 ? 0 : target.IndexOf('/', authority + 3);
        var end = start < 0 ? -1 : target.IndexOfAny(['?', '#'], start);
        return start < 0 ? "" : end < 0 ? target[start..] : target[start..end];
    }

    private static string? Ambiguity(string raw) =>
        IsPlain(raw) ? null
        : raw.Length > 0 && raw[0] != '/' ? Short(raw)
        : raw.Contains("//", StringComparison.Ordinal) ? "//"
        : raw.Contains('\\', StringComparison.Ordinal) ? "\\"
        : Array.Find(Escaped, one => raw.Contains(one, StringComparison.OrdinalIgnoreCase))
            ?? Array.Find(raw.Split('/'), IsDots);

    /// <summary>What most paths are: segments of letters without anything to ask about.</summary>
    private static bool IsPlain(string path) => path.Length == 0 || (path[0] == '/' && !path.AsSpan().ContainsAnyExcept(InPath)
        && !path.Contains("//", StringComparison.Ordinal) && !path.Contains("/.", StringComparison.Ordinal));

    /// <summary>A second look at the decoded path: it must not rest on what the server did with the raw one.</summary>
    private static string? Leftover(string path)
    {
        if (IsPlain(path))
        {
            return null;
        }
        if (path.Length > 0 && path[0] != '/')
        {
            return Short(path);
        }
        var odd = path.AsSpan().IndexOfAny("%\\\r\n\0");
        return odd >= 0 ? Sign(path[odd])
            : path.Contains("//", StringComparison.Ordinal) ? "//"
            : Array.Find(path.Split('/'), IsDots) is { } dots ? dots
            : path.FirstOrDefault(char.IsControl) is var control and not '\0' ? Sign(control)
            : HasHalfCharacter(path) ? "U+D800" : null;
    }

    /// <summary>Also what a later server would take for dots: escaped, or in front of a path parameter (<c>..;a</c>).</summary>
    private static bool IsDots(string segment)
    {
        var name = segment.Replace("%2e", ".", StringComparison.OrdinalIgnoreCase).Split(';')[0];
        return name is "." or "..";
    }

    /// <summary>Half of a surrogate pair, which no bytes stand for.</summary>
    private static bool HasHalfCharacter(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogate(text[at]) && (at + 1 == text.Length || !char.IsSurrogatePair(text[at], text[++at])))
            {
                return true;
            }
        }
        return false;
    }

    private static string Encode(string text, SearchValues<char> plain, bool keepTriplets)
    {
        if (!text.AsSpan().ContainsAnyExcept(plain))
        {
            return text;
        }
        var encoded = new StringBuilder(text.Length + 16);
        var bytes = (Span<byte>)stackalloc byte[4];
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii && (plain.Contains((char)rune.Value) || (keepTriplets && IsTriplet(text, at))))
            {
                encoded.Append((char)rune.Value);
            }
            else
            {
                foreach (var one in bytes[..rune.EncodeToUtf8(bytes)])
                {
                    encoded.Append(CultureInfo.InvariantCulture, $"%{one:X2}");
                }
            }
            at += rune.Utf16SequenceLength;
        }
        return encoded.ToString();
    }

    private static bool IsTriplet(string text, int at) => text[at] == '%' && at + 2 < text.Length
        && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]);

    private static string Sign(char sign) =>
        char.IsControl(sign) ? string.Create(CultureInfo.InvariantCulture, $"U+{(int)sign:X4}") : sign.ToString();

    private static string Short(string text) => text.Length <= Shown ? text : text[..Shown] + "…";
}
