using Microsoft.AspNetCore.DataProtection;
using Phusa.Kernel.Data;
using System.Text.Json;

namespace Phusa.Security.Contracts;

/// <summary>A new key's secret or new recovery codes, carried over one redirect.</summary>
/// <param name="Kind">What they are, so that a page shows its own alone.</param>
public sealed record Secrets(string Kind, IReadOnlyList<string> Values)
{
    internal const string Key = "key";

    internal const string Codes = "codes";

    internal const string Password = "password";
}

/// <summary>
/// Carries secrets from a form's answer to the page that shows them, in an encrypted cookie that the page deletes and
/// that ends after two minutes, so that neither an address nor a log ever holds them.
/// </summary>
public sealed class ShownOnce(IDataProtectionProvider protection)
{
    private const string Cookie = "phusa.shown";

    private readonly ITimeLimitedDataProtector protector =
        protection.CreateProtector("phusa.shown-once").ToTimeLimitedDataProtector();

    /// <param name="path">The page that shows them.</param>
    public void Put(HttpContext http, Secrets secrets, string path = "/account") => http.Response.Cookies.Append(
        Cookie, protector.Protect(JsonStorage.Write(secrets), TimeSpan.FromMinutes(2)), Options(http, path));

    public Secrets? Take(HttpContext http, string path = "/account")
    {
        if (http.Request.Cookies[Cookie] is not { Length: > 0 } kept)
        {
            return null;
        }
        http.Response.Cookies.Delete(Cookie, Options(http, path));
        try
        {
            return JsonSerializer.Deserialize<Secrets>(protector.Unprotect(kept), JsonStorage.Options);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            // Too old, or not ours: there is nothing to show.
            return null;
        }
    }

    private static CookieOptions Options(HttpContext http, string path) => new()
    {
        HttpOnly = true, IsEssential = true, Path = path, SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps, MaxAge = TimeSpan.FromMinutes(2),
    };
}
