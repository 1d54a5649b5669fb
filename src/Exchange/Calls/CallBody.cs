using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Calls;

/// <summary>Bodies of requests that have to be looked at as a whole: JSON and XML. Others pass as they come.</summary>
internal static class CallBody
{
    /// <summary>Of a body that is looked at, where the service sets no limit of its own.</summary>
    private const long Largest = 1024 * 1024;

    public static bool Is(HttpRequest request) =>
        request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is not { CanHaveBody: false };

    public static bool IsText(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var media) && media.MediaType is { } type
        && (type.EndsWith("json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("xml", StringComparison.OrdinalIgnoreCase));

    /// <summary>The whole body, which stands in the request again; or why it cannot be read.</summary>
    /// <param name="limit">Bytes that the service allows.</param>
    public static async Task<(ReadOnlyMemory<byte> Body, CallRefusal? Refusal)> ReadAsync(
        HttpContext http, long? limit, CancellationToken cancellation)
    {
        if (!IsPlain(http.Request))
        {
            return (default, new CallRefusal(
                StatusCodes.Status415UnsupportedMediaType, CallFault.Consumer, new Problem("body", "request.encoded", T.RequestEncoded)));
        }
        var most = Math.Min(limit ?? Largest, Largest);
        if (http.Request.ContentLength > most)
        {
            return (default, Refused(ForwardEnd.RequestTooLarge, most));
        }
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = most;
        }
        try
        {
            using var held = new MemoryStream();
            await http.Request.Body.CopyToAsync(held, cancellation);
            http.Request.Body = new MemoryStream(held.ToArray());
            return (held.ToArray(), null);
        }
        catch (BadHttpRequestException bad)
        {
            return (default, Refused(bad.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => ForwardEnd.RequestTooLarge,
                StatusCodes.Status408RequestTimeout => ForwardEnd.RequestTooSlow,
                _ => ForwardEnd.RequestBroken,
            }, most));
        }
        catch (IOException)
        {
            return (default, Refused(ForwardEnd.RequestBroken, most));
        }
    }

    /// <summary>
    /// Whether the system behind reads the bytes that are looked at here: neither compressed, nor JSON in letters of another
    /// encoding than its own (RFC 8259 §8.1). XML says itself how it is written.
    /// </summary>
    private static bool IsPlain(HttpRequest request) =>
        request.Headers.ContentEncoding.All(coding => "identity".Equals(coding, StringComparison.OrdinalIgnoreCase))
        && (!MediaTypeHeaderValue.TryParse(request.ContentType, out var media) || media.CharSet is not { } letters
            || media.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) != true
            || letters.Trim('"').ToUpperInvariant() is "UTF-8" or "US-ASCII");

    private static CallRefusal? Refused(ForwardEnd end, long most) => ForwardProblem.Of("", most, new(end));
}
