using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;

namespace Phusa.Tests.Browser;

/// <summary>The demo province as a user starts it, in a process and folder of its own, and a Chromium to look at it.</summary>
public sealed class DemoSite : IAsyncLifetime
{
    public const string Name = "demo";

    private static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(8);

    private readonly string folder = Directory.CreateTempSubdirectory("phusa-demo-").FullName;
    private Process? server;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Address { get; private set; } = "";

    /// <summary>The one password of the demo accounts, as the program printed it.</summary>
    public string Password => File.ReadAllText(Path.Combine(folder, "demo-password"));

    public async Task InitializeAsync()
    {
        var port = FreePort();
        Address = $"http://localhost:{port}";
        var program = Path.Combine(AppContext.BaseDirectory, "phusa.dll");
        server = Process.Start(new ProcessStartInfo(
            "dotnet", [program, "demo", "--data", folder, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var said = new System.Text.StringBuilder();
        server.OutputDataReceived += (_, line) => said.AppendLine(line.Data);
        server.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        using var http = new HttpClient();
        var waited = Stopwatch.StartNew();
        while (!await AnswersAsync(http))
        {
            Assert.False(server.HasExited, "The demo ended at once:\n" + said);
            Assert.True(waited.Elapsed < LongestStart, "The demo did not answer:\n" + said);
            await Task.Delay(250);
        }
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of its own: no cookies of others. Closed with its context.</summary>
    public async Task<IPage> OpenAsync(string path, int width = 1280, bool scripts = true)
    {
        var context = await browser!.NewContextAsync(new()
        {
            BaseURL = Address, ViewportSize = new() { Width = width, Height = 900 }, JavaScriptEnabled = scripts, Locale = "vi-VN",
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    public async Task<IPage> SignedInAsync(string user, string path, bool scripts = true)
    {
        var page = await OpenAsync("/sign-in", scripts: scripts);
        await page.FillAsync("input[autocomplete=username]", user);
        await page.FillAsync("input[type=password]", Password);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await page.GotoAsync(path);
        return page;
    }

    public async Task DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }
        playwright?.Dispose();
        if (server is { HasExited: false })
        {
            server.Kill(entireProcessTree: true);
            await server.WaitForExitAsync();
        }
        server?.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task<bool> AnswersAsync(HttpClient http)
    {
        try
        {
            return (await http.GetAsync(Address + "/healthz")).StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            // Not listening yet.
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

[CollectionDefinition(DemoSite.Name)]
public sealed class DemoUse : ICollectionFixture<DemoSite>;
