using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>
/// Vietnamese unless the reader chose English, with <c>?lang=en</c> or the switch on every page. The browser's own
/// language is not asked: many computers in Vietnamese offices are set to English.
/// </summary>
public static class RequestLanguage
{
    internal const string Cookie = "lang";

    private static readonly RequestLocalizationOptions Localization = new()
    {
        DefaultRequestCulture = new(Text.Vietnamese),
        SupportedCultures = [Text.Vietnamese, Text.English],
        SupportedUICultures = [Text.Vietnamese, Text.English],
        RequestCultureProviders = [new CustomRequestCultureProvider(Choose)],
    };

    /// <summary>Before all that says something in words.</summary>
    public static IApplicationBuilder UsePhusaLanguage(this IApplicationBuilder application) =>
        application.UseRequestLocalization(Localization);

    /// <summary>For an answer that speaks only where it refuses: its words are in the reader's language from here on.</summary>
    public static void Speak(HttpContext context) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture =
        Chosen(context) == Text.English.Name ? Text.English : Text.Vietnamese;

    /// <summary>The culture of a language code, or null for a code that is not offered.</summary>
    internal static string? Culture(string? code) => code switch
    {
        "vi" => Text.Vietnamese.Name,
        "en" => Text.English.Name,
        _ => null,
    };

    private static string? Chosen(HttpContext context) =>
        Culture(context.Request.Query[Cookie]) ?? Culture(context.Request.Cookies[Cookie]);

    private static Task<ProviderCultureResult?> Choose(HttpContext context) =>
        Task.FromResult(Chosen(context) is { } culture ? new ProviderCultureResult(culture) : null);
}
