using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Host;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http;

/// <summary>
/// The whole program over a small province: two agencies under one, and one account per role, whose sign-in name is the
/// role's in lower case. One of a test class: <c>IClassFixture&lt;PhusaHost&gt;</c>. What a test writes has a name of its
/// own, so that no test sees another's.
/// </summary>
public partial class PhusaHost : IAsyncLifetime
{
    public const string Password = "phù sa bồi đắp";

    /// <summary>The province, at which leader, data office and auditor are.</summary>
    public const string Province = "H21";

    /// <summary>The department of every other official.</summary>
    public const string Department = "H21.13";

    public const string OtherDepartment = "H21.24";

    /// <summary>The name of the antiforgery token in a form.</summary>
    public const string TokenField = "__RequestVerificationToken";

    private readonly string folder = Directory.CreateTempSubdirectory("phusa-http-").FullName;
    private readonly ConcurrentDictionary<string, Task<HttpClient>> browsers = new();
    private WebApplication? app;

    /// <summary>What a test that makes its own host sets beside the usual.</summary>
    public IReadOnlyDictionary<string, string?> Set { get; init; } = new Dictionary<string, string?>();

    public IServiceProvider Services => app?.Services ?? throw new InvalidOperationException("The host has not started");

    /// <summary>What a class of tests needs to be set otherwise.</summary>
    /// <param name="data">The host's own folder, gone with it.</param>
    protected virtual IEnumerable<KeyValuePair<string, string?>> Settings(string data) => [];

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Data", folder), new("Port", $"{FreePort()}"), new("Assets", folder),
            new("Records", await Records.ForHostAsync()), .. Settings(folder),
        ]).AddInMemoryCollection(Set).Build();
        await using (var services = Composition.Services(configuration))
        {
            await services.GetRequiredService<Migrator>().RunAsync(default);
            await using var scope = services.CreateAsyncScope();
            await FillAsync(scope.ServiceProvider);
        }
        app = await PhusaServer.BuildAsync(configuration, default);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var browser in browsers.Values)
        {
            (await browser).Dispose();
        }
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Somebody who has not signed in, in a browser that keeps cookies and stays where it is sent away.</summary>
    public HttpClient Anyone() => new(new HttpClientHandler
    {
        AllowAutoRedirect = false, CookieContainer = new CookieContainer(),
    })
    {
        BaseAddress = new(app!.Urls.Single()),
    };

    /// <summary>The account of a role, signed in once for all tests of the class.</summary>
    public Task<HttpClient> AsAsync(Role role) => browsers.GetOrAdd(NameOf(role), name => SignInAsync(name, Password));

    /// <summary>A browser of its own in which an account has signed in.</summary>
    public async Task<HttpClient> SignInAsync(string userName, string password)
    {
        var browser = Anyone();
        var answer = await SubmitAsync(
            browser, "/sign-in", "/sign-in", ("userName", userName), ("password", password), ("return", "/healthz"));
        Assert.Contains("Set-Cookie", answer.Headers.Select(header => header.Key));
        return browser;
    }

    /// <summary>Fills in a form that stands on a page and sends it with that page's antiforgery token.</summary>
    public static async Task<HttpResponseMessage> SubmitAsync(
        HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(browser, page);
        return await browser.PostAsync(action, new FormUrlEncodedContent(
            fields.Append((Name: TokenField, Value: token))
                .Select(field => new KeyValuePair<string, string>(field.Name, field.Value))));
    }

    /// <summary>The antiforgery token of the forms on a page.</summary>
    public static async Task<string> TokenAsync(HttpClient browser, string page)
    {
        var token = Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        Assert.NotEmpty(token);
        return token;
    }

    public static string NameOf(Role role) => role.ToString().ToLowerInvariant();

    /// <summary>A contract in force, whoever asks.</summary>
    public async Task<Dataset> RegisterAsync(string yaml)
    {
        var registered = await Services.GetRequiredService<Datasets>().RegisterAsync(yaml, "test.yaml", "test", default);
        Assert.True(registered.IsDone, string.Join("; ", registered.Problems));
        return registered.Value;
    }

    private static async Task FillAsync(IServiceProvider services)
    {
        var saved = await services.GetRequiredService<Agencies>().SaveAsync(
        [
            new(Province, "Uỷ ban nhân dân tỉnh", "Provincial people's committee", "UBND tỉnh", null, new(2025, 7, 1)),
            new(Department, "Sở Khoa học và Công nghệ", "Science and technology", "Sở KH&CN", Province, new(2025, 7, 1)),
            new(OtherDepartment, "Sở Nông nghiệp và Môi trường", "Environment", "Sở NN&MT", Province, new(2025, 7, 1)),
        ], default);
        Assert.True(saved.IsDone);
        var accounts = services.GetRequiredService<Accounts>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var agency = role switch
            {
                Role.Citizen or Role.Business => "",
                Role.Leader or Role.DataOffice or Role.Auditor => Province,
                _ => Department,
            };
            var made = await accounts.CreateAsync(NameOf(role), $"Người dùng {role}", Password, [new(role, agency)], default);
            Assert.True(made.IsDone, string.Join("; ", made.Problems));
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
