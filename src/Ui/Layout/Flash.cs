using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Phusa.Ui;

/// <summary>A message for the next page, after a POST has redirected. Shown once by the layout.</summary>
public sealed record Flash(NoticeTone Tone, string Message)
{
    private const string Cookie = "flash";

    /// <summary>Keeps the message in a cookie that scripts cannot read and that ends after a minute.</summary>
    public static void Set(HttpContext context, NoticeTone tone, Words message) =>
        context.Response.Cookies.Append(
            Cookie, WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes($"{tone}\n{message}")), Options());

    internal static Flash? Take(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is not { Length: > 0 } value || context.Response.HasStarted)
        {
            return null;
        }
        context.Response.Cookies.Delete(Cookie, Options());
        try
        {
            var parts = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(value)).Split('\n', 2);
            return parts.Length == 2 && Enum.TryParse<NoticeTone>(parts[0], out var tone) ? new(tone, parts[1]) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static CookieOptions Options() => new()
    {
        HttpOnly = true, IsEssential = true, MaxAge = TimeSpan.FromMinutes(1), Path = "/", SameSite = SameSiteMode.Lax,
    };
}
