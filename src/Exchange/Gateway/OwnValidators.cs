using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Conditions and validators of calls whose answers the gateway changes (RFC 9110 §8.8, §13): the caller knows tags of what it
/// was sent, the upstream those of what it sent, and so the upstream decides whether anything is new.
/// </summary>
internal sealed class OwnValidators(ConcealedTags tags)
{
    /// <summary>Said of an upstream's whole answer, which is another one when it leaves.</summary>
    private static readonly string[] OfTheWhole =
        ["Last-Modified", "Content-MD5", "Digest", "Content-Digest", "Repr-Digest", "Accept-Ranges"];

    /// <summary>
    /// By date, or of a part: the caller was told neither, and a date says nothing of an agreement that changed since.
    /// </summary>
    private static readonly string[] NotAsked = ["If-Modified-Since", "Range", "If-Range"];

    /// <summary>No upstream has it: a condition that nothing fulfils.</summary>
    private const string None = "\"phusa-none\"";

    /// <summary>
    /// Writes the conditions anew, in the upstream's tags. Others are never passed on, by which its tags could be guessed.
    /// </summary>
    /// <param name="shape">As <see cref="ConcealedTags"/> has it.</param>
    public void Ask(IHeaderDictionary asked, Func<string> shape)
    {
        foreach (var name in NotAsked)
        {
            asked.Remove(name);
        }
        if (asked.IfNoneMatch.Count > 0)
        {
            asked.IfNoneMatch = Upstreams(asked.IfNoneMatch, shape);
        }
        // Without any that is known the condition must fail, not go.
        if (asked.IfMatch.Count > 0 && (asked.IfMatch = Upstreams(asked.IfMatch, shape)).Count == 0)
        {
            asked.IfMatch = None;
        }
    }

    /// <summary>Before anything of the answer leaves.</summary>
    public void Answer(HttpResponse response, Func<string> shape)
    {
        var headers = response.Headers;
        var tag = EntityTagHeaderValue.TryParse(headers.ETag.ToString(), out var told) && !told.Equals(EntityTagHeaderValue.Any)
            && response.StatusCode is (>= 200 and < 300) or StatusCodes.Status304NotModified ? tags.Conceal(told, shape()) : null;
        headers.ETag = tag?.ToString();
        foreach (var name in OfTheWhole)
        {
            headers.Remove(name);
        }
        if (HttpMethods.IsHead(response.HttpContext.Request.Method) || response.StatusCode == StatusCodes.Status304NotModified)
        {
            headers.ContentLength = null;
        }
    }

    /// <summary>
    /// Whoever keeps an answer asks again before using it, so that each use is a call with its evidence; and no cache between keeps
    /// it for others.
    /// </summary>
    public static void Keep(IHeaderDictionary headers)
    {
        if (!headers.CacheControl.ToString().Contains("no-store", StringComparison.OrdinalIgnoreCase))
        {
            headers.CacheControl = headers.ETag.Count + headers.LastModified.Count > 0 ? "private, no-cache" : "no-store";
        }
        headers.Remove("Expires");
    }

    private StringValues Upstreams(StringValues given, Func<string> shape) =>
        !EntityTagHeaderValue.TryParseList(given, out var list) ? StringValues.Empty
        : list.Contains(EntityTagHeaderValue.Any) ? "*"
        : list.Select(tag => tags.Reveal(tag, shape())).OfType<EntityTagHeaderValue>().Select(tag => tag.ToString()).ToArray();
}
