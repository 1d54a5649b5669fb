using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Federation;
using Phusa.Host;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>The real server, killed without warning while the peer is in the middle of a page of rows.</summary>
public sealed class KilledCopyTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string?> Settings = new()
    {
        ["Exchange:Instance"] = "GL", ["Exchange:UpstreamNetworks"] = "127.0.0.0/8", ["Exchange:Issuer"] = "http://localhost:1",
    };

    private readonly TwoExchanges both = new();
    private readonly string data = Directory.CreateTempSubdirectory("phusa-killed-").FullName;
    private readonly SemaphoreSlim held = new(0);
    private ServiceProvider services = null!;
    private TestUpstream between = null!;
    private int pages;

    /// <summary>Which page of rows is never sent to its end, counted from 1.</summary>
    private int holding;

    public async Task InitializeAsync()
    {
        await both.InitializeAsync();
        between = await TestUpstream.StartAsync(PassAsync);
        services = Composition.Services(
            new ConfigurationBuilder().AddInMemoryCollection(Settings).AddInMemoryCollection([new("Data", data)]).Build());
        await services.GetRequiredService<Migrator>().RunAsync(default);
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await between.DisposeAsync();
        await both.DisposeAsync();
        held.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_copy_goes_on_after_the_server_was_killed_and_is_what_the_peer_has()
    {
        var copy = await KeptAsync();

        // Whole at first: half of the file has come.
        await KilledAtAsync(1);
        Assert.Null((await FindAsync(copy)).Remote);
        Assert.Empty(await VersionsAsync(copy));
        await ServedAsync(async () => (await FindAsync(copy)).State == CopyState.Fresh);
        Assert.Equal((1L, 400L), ((await FindAsync(copy)).Remote, (await FindAsync(copy)).Rows));

        // By changes: the rows that went are gone here, those that came are not here yet.
        await ReplaceAsync("a,mới", Enumerable.Range(200, 400));
        await DueAsync(copy);
        await KilledAtAsync(pages + 2);
        Assert.Equal(["Replace", "Delete"], (await VersionsAsync(copy)).Select(one => $"{one.Mode}"));
        Assert.Equal(1, (await FindAsync(copy)).Remote);
        await ServedAsync(async () => (await FindAsync(copy)).Remote == 2);

        var made = await FindAsync(copy);
        Assert.Equal((CopyState.Fresh, 400L), (made.State, made.Rows));
        Assert.Equal(["Replace", "Delete", "Upsert"], (await VersionsAsync(copy)).Select(one => $"{one.Mode}"));
        var (version, digest) = (await services.GetRequiredService<CopyTarget>().DigestAsync(await OpenAsync(copy), default))!.Value;
        Assert.Equal((made.Local, made.Digest), (version, digest.Value));
    }

    /// <summary>Serves until the peer holds that page, and dies.</summary>
    private async Task KilledAtAsync(int page)
    {
        holding = page;
        using var server = Serve();
        Assert.True(await held.WaitAsync(TimeSpan.FromMinutes(2)), "The page was not asked for");
        server.Kill();
        await server.WaitForExitAsync();
        holding = 0;
        // What waits for another node that died is taken over when its lease ends.
        await services.GetRequiredService<Database>().ExecuteAsync(
            new("update kernel_job set lease_until = @past where lease_until is not null", ("past", DateTimeOffset.UnixEpoch)), default);
    }

    /// <summary>Serves until it is so and the job behind it is over: one that was killed after its last word is run again.</summary>
    private async Task ServedAsync(Func<Task<bool>> so)
    {
        using var server = Serve();
        for (var watch = Stopwatch.StartNew(); !await so() || await IsRunningAsync(); await Task.Delay(100))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "The copy did not go on");
        }
        server.Kill();
        await server.WaitForExitAsync();
    }

    private async Task<bool> IsRunningAsync() => await services.GetRequiredService<Database>().CountAsync(
        new("select count(*) from kernel_job where lease_until is not null"), default) > 0;

    private Process Serve()
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "phusa.dll"), "serve", "--data", data, "--port", FreePort()])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in Settings)
        {
            start.Environment[$"PHUSA_{name.Replace(":", "__", StringComparison.Ordinal)}"] = value;
        }
        return Process.Start(start)!;
    }

    private async Task<Copy> KeptAsync()
    {
        await both.There.OwnedAsync("bi_ngat");
        await ReplaceAsync("a", Enumerable.Range(1, 400));
        var service = await both.ListedAsync(await both.There.PublishAsync(new("bi_ngat")));
        await both.LinkedAsync();
        await both.AllowedAsync(service);
        var peer = await services.GetRequiredService<RegisterPeer>().RunAsync(
            ExchangeHost.Office,
            new($"{between.Address}".TrimEnd('/'), both.Fingerprint, null, $"{both.OurSystem.Id}", both.OurCredential.Secret), default);
        Assert.True(peer.IsDone, string.Join("; ", peer.Problems));
        Assert.True((await services.GetRequiredService<FetchCatalogue>().RunAsync(peer.Value.Id, default)).IsDone);
        await services.GetRequiredService<Datasets>().RegisterAsync(CopyTests.Contract("bi_ngat_o_day", "string"), "c.yaml", "test", default);
        var kept = await services.GetRequiredService<KeepCopy>().AddAsync(
            ExchangeHost.Office, peer.Value.Id, new($"GOV/{PhusaHost.Department}/bi_ngat/v1", "bi_ngat_o_day"), default);
        Assert.True(kept.IsDone, string.Join("; ", kept.Problems));
        return kept.Value;
    }

    /// <summary>These rows and no others, at the other exchange.</summary>
    private async Task ReplaceAsync(string commune, IEnumerable<int> rows)
    {
        var csv = "no,commune,phone\n" + string.Concat(rows.Select(no => $"{no},\"{commune}\",0912345678\n"));
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var load = await both.There.Services.GetRequiredService<Importer>().RunAsync(
            "bi_ngat", "tay.csv", bytes, "test", new ReadAs(Mode: LoadMode.Replace), null, default);
        Assert.NotNull(load.Value?.Version);
    }

    private Task<int> DueAsync(Copy copy) => services.GetRequiredService<Database>().ExecuteAsync(
        new("update exchange_copy set due_at = @past where id = @id", ("id", copy.Id), ("past", DateTimeOffset.UnixEpoch)), default);

    private async Task<Copy> FindAsync(Copy copy) => (await services.GetRequiredService<CopyStore>().FindAsync(copy.Id, default))!;

    private async Task<CopiedDataset> OpenAsync(Copy copy) =>
        (await services.GetRequiredService<CopyTarget>().OpenAsync(copy.Dataset, default)).Value!;

    /// <summary>Oldest first.</summary>
    private async Task<IReadOnlyList<DatasetVersion>> VersionsAsync(Copy copy) =>
        [.. (await services.GetRequiredService<Versions>().ListAsync((await OpenAsync(copy)).Dataset.Id, default)).Reverse()];

    /// <summary>Passes on what the other exchange says; of the page that is held half, until the asker is gone.</summary>
    private async Task PassAsync(HttpContext http)
    {
        using var client = both.There.Anyone();
        using var request = new HttpRequestMessage(new(http.Request.Method), $"{http.Request.Path}{http.Request.QueryString}");
        request.Content = HttpMethods.IsPost(http.Request.Method) ? new StreamContent(http.Request.Body) : null;
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", http.Request.ContentType);
        request.Headers.TryAddWithoutValidation("Authorization", $"{http.Request.Headers.Authorization}");
        using var answer = await client.SendAsync(request);
        http.Response.StatusCode = (int)answer.StatusCode;
        http.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues(FederationEndpoints.SignatureHeader, out var signature))
        {
            http.Response.Headers[FederationEndpoints.SignatureHeader] = signature.Single();
        }
        var body = await answer.Content.ReadAsByteArrayAsync();
        var isHeld = http.Request.Path.Value!.EndsWith("/file", StringComparison.Ordinal) && Interlocked.Increment(ref pages) == holding;
        await http.Response.Body.WriteAsync(isHeld ? body.AsMemory(0, body.Length / 2) : body);
        if (isHeld)
        {
            await http.Response.Body.FlushAsync();
            held.Release();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
