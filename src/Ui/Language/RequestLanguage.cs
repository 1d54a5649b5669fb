using Microsoft.AspNetCore.Localization;
using Phusa.Kernel.Texts;

namespace Phusa.Ui;

/// <summary>
/// Vietnamese unless the reader chose English, with <c>?lang=en</c> or the switch on every page. The browser's own
/// language is not asked: many computers in Vietnamese offices are set to English.
/// </summary>
internal sealed class RequestLanguage : IStartupFilter
{
    public const string Cookie = "lang";

    private static readonly RequestLocalizationOptions Localization = new()
    {
        DefaultRequestCulture = new(Text.Vietnamese),
        SupportedCultures = [Text.Vietnamese, Text.English],
        SupportedUICultures = [Text.Vietnamese, Text.English],
        RequestCultureProviders = [new CustomRequestCultureProvider(Choose)],
    };

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.UseRequestLocalization(Localization);
        next(application);
    };

    /// <summary>The culture of a language code, or null for a code that is not offered.</summary>
    public static string? Culture(string? code) => code switch
    {
        "vi" => Text.Vietnamese.Name,
        "en" => Text.English.Name,
        _ => null,
    };

    private static Task<ProviderCultureResult?> Choose(HttpContext context) => Task.FromResult(
        (Culture(context.Request.Query[Cookie]) ?? Culture(context.Request.Cookies[Cookie])) is { } culture
            ? new ProviderCultureResult(culture)
            : null);
}
