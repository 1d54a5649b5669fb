using Microsoft.AspNetCore.Http.HttpResults;

namespace Phusa.Ui;

/// <summary>Language and theme, chosen by a plain link and kept in a cookie for a year.</summary>
internal static class PreferenceEndpoints
{
    public const string ThemeCookie = "theme";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/language/{code}", ChooseLanguage)
            .AllowAnonymous().ExcludeFromDescription().WithName("ui.language");
        routes.MapGet("/theme/{name}", ChooseTheme)
            .AllowAnonymous().ExcludeFromDescription().WithName("ui.theme");
    }

    /// <summary>A path of this site, or the home page: nobody may be sent elsewhere by a link to us.</summary>
    public static string Local(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\')
            && !path.Any(char.IsControl) ? path : "/";

    private static Results<RedirectHttpResult, NotFound> ChooseLanguage(
        string code, string? @return, HttpContext context) =>
        RequestLanguage.Culture(code) is null
            ? TypedResults.NotFound()
            : Keep(context, RequestLanguage.Cookie, code, @return);

    private static Results<RedirectHttpResult, NotFound> ChooseTheme(
        string name, string? @return, HttpContext context) =>
        name is "light" or "dark" or "auto" ? Keep(context, ThemeCookie, name, @return) : TypedResults.NotFound();

    private static RedirectHttpResult Keep(HttpContext context, string cookie, string value, string? path)
    {
        context.Response.Headers.CacheControl = "no-store";
        // Not HttpOnly: the theme switch changes the page at once and keeps the choice itself.
        context.Response.Cookies.Append(cookie, value, new()
        {
            IsEssential = true, MaxAge = TimeSpan.FromDays(365), Path = "/", SameSite = SameSiteMode.Lax,
        });
        return TypedResults.LocalRedirect(Local(path));
    }
}
