using System.Security.Claims;
using Phusa.Security.Web;

namespace Phusa.Security.Contracts;

/// <summary>Reads the <see cref="Contracts.Caller"/> of a request.</summary>
public static class HttpCaller
{
    public const string PurposeHeader = "X-Purpose";

    public const string PurposeQuery = "purpose";

    /// <summary>A purpose longer than this is cut: it is kept in a record, not a document.</summary>
    private const int LongestPurpose = 500;

    public static Caller Caller(this HttpContext http) =>
        Claimed.Read(http.User)
            with { Purpose = Purpose(http.Request), Address = http.Connection.RemoteIpAddress?.ToString() };

    /// <summary>The caller behind a principal, without what only the request knows.</summary>
    public static Caller Caller(this ClaimsPrincipal principal) => Claimed.Read(principal);

    /// <summary>Headers carry ASCII only, so Vietnamese comes percent-encoded.</summary>
    internal static string? Purpose(HttpRequest request)
    {
        var stated = request.Headers[PurposeHeader].ToString() is { Length: > 0 } header
            ? Uri.UnescapeDataString(header)
            : request.Query[PurposeQuery].ToString();
        var purpose = stated.Trim();
        return purpose.Length == 0 ? null : purpose[..Math.Min(purpose.Length, LongestPurpose)];
    }
}
