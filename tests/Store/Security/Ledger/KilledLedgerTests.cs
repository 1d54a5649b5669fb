using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Phusa.Intake.Contracts;
using Phusa.Security.Contracts;
using Phusa.Security.Keys;
using Phusa.Tests.Store.Intake;

namespace Phusa.Tests.Store.Security.Ledger;

/// <summary>The real server, killed without warning while it hands out personal data; many times over in a slow run.</summary>
public sealed class KilledLedgerTests
{
    private const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.people
        name: people
        version: 1.0.0
        status: active
        schema:
          - name: people
            logicalType: object
            properties:
              - { name: "no", logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: phone, logicalType: string, customProperties: [ { property: phusa.personalData, value: basic } ] }
        customProperties: [ { property: phusa.agency, value: H99 }, { property: phusa.classification, value: restricted } ]
        """;

    private static readonly int Kills = SlowFactAttribute.IsAsked ? 30 : 2;

    [Fact]
    public async Task Whatever_was_handed_out_before_the_server_was_killed_is_in_a_whole_ledger()
    {
        await using var program = await ImportProgram.OverAsync(Contract);
        var key = await FillAsync(program.Services);
        var dice = new Random(20261122);
        var answered = 0;
        for (var at = 0; at < Kills; at++)
        {
            answered += await ReadUntilKilledAsync(program.Data, key, TimeSpan.FromMilliseconds(200 + dice.Next(600)));
        }
        Assert.True(answered > 0, "Nothing was answered before the server was killed");
        var verdict = await program.Services.GetRequiredService<LedgerAudit>().VerifyAsync(default);
        Assert.True(verdict.IsSound, string.Join('\n', verdict.Faults));
        Assert.True(verdict.Entries >= answered, $"{verdict.Entries} entries for {answered} answers");
    }

    /// <summary>How many reads were answered in full.</summary>
    private static async Task<int> ReadUntilKilledAsync(string data, string key, TimeSpan after)
    {
        var port = FreePort();
        using var server = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "phusa.dll"), "serve", "--data", data, "--port", port])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        using var http = new HttpClient { BaseAddress = new($"http://localhost:{port}") };
        http.DefaultRequestHeaders.Add("X-Api-Key", key);
        var answered = 0;
        try
        {
            await UntilServingAsync(http, server);
            using var over = new CancellationTokenSource();
            var readers = Enumerable.Range(0, 4).Select(async reader =>
            {
                for (var turn = 0; !over.IsCancellationRequested; turn++)
                {
                    using var answer = await http.GetAsync($"/api/v1/datasets/people/rows?no=eq.{turn % 3}&purpose={reader}-{turn}");
                    Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                    Interlocked.Increment(ref answered);
                }
            }).ToList();
            await Task.Delay(after);
            server.Kill();
            await over.CancelAsync();
            var cut = await Task.WhenAll(readers).ContinueWith(all => all.Exception, TaskScheduler.Default);
            Assert.All(cut?.InnerExceptions ?? [], failure =>
                Assert.True(failure is HttpRequestException or IOException, failure.ToString()));
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
        return answered;
    }

    private static async Task UntilServingAsync(HttpClient http, Process server)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(1) && !server.HasExited; await Task.Delay(50))
        {
            try
            {
                if ((await http.GetAsync("/healthz")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
        Assert.Fail(await server.StandardError.ReadToEndAsync());
    }

    private static async Task<string> FillAsync(IServiceProvider services)
    {
        await services.GetRequiredService<Agencies>().SaveAsync(
            [new("H99", "Uỷ ban nhân dân tỉnh Thử", "People's committee", "UBND", null, new(2020, 1, 1))], default);
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes("no,phone\n0,0912345678\n1,0912345679\n2,0912345670\n"));
        var load = await services.GetRequiredService<Importer>().RunAsync("people", "people.csv", csv, "test", null, default);
        Assert.True(load.IsDone, string.Join('\n', load.Problems));
        await using var scope = services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
            "daumoi", "Đầu mối", "Mat-khau-1-dai", [new RoleGrant(Role.Steward, "H99")], default);
        var key = await scope.ServiceProvider.GetRequiredService<ApiKeys>().CreateAsync(account.Value!.Id, "thử", 1, default);
        return key.Value!.Secret;
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
