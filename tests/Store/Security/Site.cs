using System.Net;
using System.Text.RegularExpressions;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Security;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Tests.Store.Security;

/// <summary>The module and the design system behind a real server, with one endpoint that names no policy.</summary>
internal sealed partial class Site : IAsyncDisposable
{
    private readonly WebApplication app;

    private Site(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    public static async Task<Site> StartAsync(Database database, string data)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Data", data), new("Assets", data)]);
        builder.Services.AddSingleton(database).AddKeyedSingleton(KernelModule.Ledger, database);
        new UiModule().Add(builder.Services, builder.Configuration);
        new SecurityModule().Add(builder.Services, builder.Configuration);
        var app = builder.Build();
        app.UsePhusaSecurityHeaders();
        app.UsePhusaLanguage();
        app.UseRouting();
        app.UsePhusaSecurity();
        new UiModule().Map(app);
        new SecurityModule().Map(app);
        app.MapGet("/forgotten", () => "no policy");
        app.MapGet("/desk", () => "desk").RequireAuthorization(Policies.Steward);
        app.MapGet("/audited", () => "audited").RequireAuthorization(Policies.Auditor);
        await app.StartAsync();
        return new(app);
    }

    /// <summary>A browser: keeps cookies, does not follow redirects by itself.</summary>
    public HttpClient Browser() => new(new HttpClientHandler
    {
        AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = Address,
    };

    /// <summary>Fills in the form that stands on a page and sends it with its antiforgery token.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        Assert.NotEmpty(token);
        return await browser.PostAsync(action, new FormUrlEncodedContent(
            fields.Append(("__RequestVerificationToken", token))
                .Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))));
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
