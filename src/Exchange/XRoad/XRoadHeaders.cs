using System.Security.Cryptography;
using System.Text;

namespace Phusa.Exchange.XRoad;

/// <summary>Headers of the X-Road Message Protocol for REST (4.3), and the hash that ties an answer to its request.</summary>
internal static class XRoadHeaders
{
    public const string Client = "X-Road-Client";
    public const string Service = "X-Road-Service";
    public const string Id = "X-Road-Id";
    public const string Issue = "X-Road-Issue";
    public const string RequestId = "X-Road-Request-Id";
    public const string RequestHash = "X-Road-Request-Hash";
    public const string Error = "X-Road-Error";

    public const int LongestId = 255;

    private const string Prefix = "X-Road-";

    /// <summary>The caller's id of its message: null where it gives none, and whether it can be said back as it came.</summary>
    public static (string? Id, bool IsSound) MessageId(HttpRequest request) => request.Headers[Id] switch
    {
        [] or [""] => (null, true),
        [{ Length: <= LongestId } id] when !id.AsSpan().ContainsAnyExceptInRange(' ', '~') => (id, true),
        _ => (null, false),
    };

    /// <summary>
    /// SHA-512 of the request line without its protocol and of the X-Road headers by name, each line ended by CR LF:
    /// what a caller can make again from what it sent.
    /// </summary>
    public static byte[] HeadHash(HttpRequest request, string target)
    {
        var head = new StringBuilder().Append(request.Method).Append(' ').Append(target).Append("\r\n");
        foreach (var (name, values) in request.Headers
            .Where(header => header.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(header => header.Key, StringComparer.OrdinalIgnoreCase))
        {
            head.Append(name.ToLowerInvariant()).Append(':').AppendJoin(',', values.ToArray()).Append("\r\n");
        }
        return SHA512.HashData(Encoding.UTF8.GetBytes(head.ToString()));
    }

    /// <summary>SHA512(SHA512(head) + SHA512(body)), or of the head alone where there is no body; base64.</summary>
    public static string Hash(byte[] head, byte[]? body) =>
        Convert.ToBase64String(body is null ? head : SHA512.HashData([.. head, .. body]));
}
