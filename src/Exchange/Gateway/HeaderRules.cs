using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Which headers pass the gateway. Those between two neighbours stop at each (RFC 9110 §7.6.1), those that say who
/// calls are the gateway's own to write, and those that would act on the gateway's own site stay behind.
/// </summary>
internal static class HeaderRules
{
    /// <summary>Begins every header that the gateway itself writes; from outside none such is let in.</summary>
    public const string OwnPrefix = "Phusa-";

    private static readonly FrozenSet<string> HopByHop = Names(
        "Connection", "Transfer-Encoding", "Keep-Alive", "Upgrade", "Proxy-Connection", "Proxy-Authenticate",
        "Proxy-Authentication-Info", "Proxy-Authorization", "Proxy-Features", "Proxy-Instruction", "Security-Scheme",
        "ALPN", "Close", "HTTP2-Settings", "Upgrade-Insecure-Requests", "TE", "Alt-Svc", "X-Content-Length");

    /// <summary>
    /// The caller's proof of itself towards the gateway; what says where it came from; what some frameworks take in
    /// place of the path or method that was authorised. <c>Expect</c> is the gateway's to answer, it reads the body; the
    /// length is written anew from the number that was read, not as it was spelt.
    /// </summary>
    private static readonly FrozenSet<string> NotForwarded = Names(
        "Host", "Expect", "Content-Length", "Authorization", "Cookie", "Forwarded", "X-Real-IP", "X-Rewrite-URL", "X-HTTP-Method",
        "X-HTTP-Method-Override", "X-Method-Override");

    /// <summary>What proxies, and the server's own reading of them, put in place of what a caller sent.</summary>
    private static readonly string[] OfProxies = ["X-Forwarded-", "X-Original-", OwnPrefix];

    private static readonly FrozenSet<string> NotAnswered = Names(
        "Strict-Transport-Security", "Set-Cookie", "Set-Cookie2", "Clear-Site-Data", "Server", "X-Powered-By", "X-AspNet-Version",
        "X-AspNetMvc-Version");

    /// <summary>RFC 9110 §5.5 without obs-text: what the server can write.</summary>
    private static readonly SearchValues<char> Visible =
        SearchValues.Create([.. Enumerable.Range(0x20, 0x5f).Select(code => (char)code), '\t']);

    /// <summary>
    /// Both a length and a transfer coding were sent, so that two servers may see two different bodies (RFC 9112 §6.1).
    /// Kestrel takes the coding and leaves the length under another name.
    /// </summary>
    public static Problem? Ambiguous(IHeaderDictionary headers) =>
        headers.ContainsKey("Transfer-Encoding") && (headers.ContainsKey("X-Content-Length") || headers.ContentLength is not null)
            ? new Problem("Content-Length", "request.two-lengths", T.RequestTwoLengths) : null;

    /// <summary>Copies what may go upstream, then writes the gateway's own in place of anything so named.</summary>
    /// <param name="own">Says who calls, and signs the gateway in at the upstream.</param>
    public static void Forward(HttpRequest from, HttpRequestMessage to, IReadOnlyList<KeyValuePair<string, string>> own)
    {
        var named = NamedIn(from.Headers.Connection);
        foreach (var (name, values) in from.Headers)
        {
            if (MayForward(name, named) && !IsAmong(own, name))
            {
                Add(to, name, values);
            }
        }
        if (from.Headers.TE.Any(value => value?.Contains("trailers", StringComparison.OrdinalIgnoreCase) == true))
        {
            Add(to, "TE", "trailers");
        }
        var connection = from.HttpContext.Connection;
        Add(to, "X-Forwarded-For", connection.RemoteIpAddress?.ToString());
        Add(to, "X-Forwarded-Proto", from.Scheme);
        Add(to, "X-Forwarded-Host", from.Host.Value);
        Add(to, "Via", HttpProtocol.IsHttp2(from.Protocol) ? "2 phusa" : "1.1 phusa");
        foreach (var (name, value) in own)
        {
            Add(to, name, value);
        }
    }

    /// <summary>Whether an answer has one length, or none. The same in two wordings is one too many (RFC 9112 §6.3).</summary>
    public static bool HasOneLength(HttpResponseMessage answer) =>
        !answer.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths)
        || (lengths.Count == 1 && long.TryParse(
            lengths.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out _));

    /// <summary>
    /// Copies what may come back. Headers of the answer are not looked at for validity, only for safety; one that the
    /// gateway has set already, for its own site, stays.
    /// </summary>
    public static void Answer(HttpResponseMessage from, HttpResponse to)
    {
        var named = NamedIn(Values(from.Headers.NonValidated, "Connection"));
        Copy(from.Headers.NonValidated, named, to.Headers);
        Copy(from.Content.Headers.NonValidated, named, to.Headers);
        if (from.Headers.NonValidated.Contains("Transfer-Encoding") || to.StatusCode is 204 or 205 or < 200)
        {
            to.Headers.Remove("Content-Length");
        }
    }

    /// <summary>Trailers that came after the body, for a client that can take them (RFC 9110 §6.5).</summary>
    public static void Trailers(HttpResponseMessage from, HttpResponse to)
    {
        if (!to.SupportsTrailers())
        {
            return;
        }
        foreach (var (name, values) in from.TrailingHeaders.NonValidated)
        {
            if (MayAnswer(name, null) && Safe(values) is { Count: > 0 } safe)
            {
                to.AppendTrailer(name, safe);
            }
        }
    }

    /// <summary>Whether a request header may pass. Servers behind CGI read <c>_</c> and <c>-</c> as one.</summary>
    private static bool MayForward(string name, HashSet<string>? named)
    {
        var plain = name.Contains('_', StringComparison.Ordinal) ? name.Replace('_', '-') : name;
        return plain[0] != ':' && !HopByHop.Contains(plain) && !NotForwarded.Contains(plain) && named?.Contains(name) is not true
            && !Array.Exists(OfProxies, prefix => plain.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static bool MayAnswer(string name, HashSet<string>? named) =>
        !HopByHop.Contains(name) && !NotAnswered.Contains(name) && named?.Contains(name) is not true
        && !name.StartsWith(OwnPrefix, StringComparison.OrdinalIgnoreCase);

    private static void Copy(HttpHeadersNonValidated from, HashSet<string>? named, IHeaderDictionary to)
    {
        foreach (var (name, values) in from)
        {
            if (MayAnswer(name, named) && !to.ContainsKey(name) && Safe(values) is { Count: > 0 } safe)
            {
                to[name] = safe;
            }
        }
    }

    /// <summary>A header has mostly one value: that one takes no list.</summary>
    private static StringValues Safe(in HeaderStringValues values) =>
        values.Count != 1 ? values.Where(IsSafe).ToArray() : IsSafe(values.ToString()) ? values.ToString() : StringValues.Empty;

    private static void Add(HttpRequestMessage to, string name, StringValues values)
    {
        if (values.Count > 1)
        {
            foreach (var value in values)
            {
                Add(to, name, value);
            }
        }
        else if (values is [{ } one] && IsOneLine(one) && !to.Headers.TryAddWithoutValidation(name, one))
        {
            to.Content?.Headers.TryAddWithoutValidation(name, one);
        }
    }

    private static bool IsAmong(IReadOnlyList<KeyValuePair<string, string>> own, string name)
    {
        for (var at = 0; at < own.Count; at++)
        {
            if (own[at].Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    private static StringValues Values(HttpHeadersNonValidated headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.ToArray() : StringValues.Empty;

    /// <summary>Null where none is.</summary>
    private static HashSet<string>? NamedIn(StringValues connection) => connection.Count == 0 ? null : connection
        .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static bool IsOneLine(string? value) => value is not null && value.AsSpan().IndexOfAny("\r\n\0") < 0;

    private static bool IsSafe(string value) => !value.AsSpan().ContainsAnyExcept(Visible);

    private static FrozenSet<string> Names(params string[] names) => names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
