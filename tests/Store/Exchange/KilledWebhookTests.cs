using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Webhooks;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;
using Phusa.Tests.Store.Intake;

namespace Phusa.Tests.Store.Exchange;

/// <summary>The real server, killed without warning while a receiver thinks about what it was sent.</summary>
public sealed class KilledWebhookTests
{
    private const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.wells
        name: wells
        version: 1.0.0
        status: active
        schema:
          - name: wells
            logicalType: object
            properties:
              - { name: "no", logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
        customProperties: [ { property: phusa.agency, value: H99 }, { property: phusa.classification, value: open } ]
        """;

    private static readonly Caller Office = new(Guid.NewGuid(), "Văn phòng", [new(Role.DataOffice, "H99")], SignInMethod.Session);

    private readonly ConcurrentQueue<(string Id, string Body)> received = [];

    [Fact]
    public async Task What_was_under_way_or_happened_without_the_server_arrives_after_a_restart()
    {
        await using var program = await ImportProgram.OverAsync(Contract);
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        var to = await SubscribedAsync(program.Services, address);
        await ImportAsync(program.Services, 1);

        // Nobody answers the first: the server is killed meanwhile, and a version comes from the command line.
        using (var server = Serve(program.Data))
        {
            await TakeAsync(listener, answer: false);
            server.Kill();
            await server.WaitForExitAsync();
        }
        await ImportAsync(program.Services, 2);
        await program.Services.GetRequiredService<Database>().ExecuteAsync(
            new("update exchange_subscription set lease_until = @past", ("past", DateTimeOffset.UnixEpoch)), default);
        using (var server = Serve(program.Data))
        {
            await TakeAsync(listener, answer: true);
            await TakeAsync(listener, answer: true);
            await UntilAsync(async () => await program.Services.GetRequiredService<DeliveryLog>().CountAsync(to, default) == new DeliveryCounts(0, 2, 0));
            server.Kill();
            await server.WaitForExitAsync();
        }

        var all = received.ToList();
        Assert.Equal(all[0], all[1]);
        Assert.NotEqual(all[1].Id, all[2].Id);
        Assert.Contains("\"version\":1", all[1].Body, StringComparison.Ordinal);
        Assert.Contains("\"version\":2", all[2].Body, StringComparison.Ordinal);
    }

    private async Task TakeAsync(HttpListener listener, bool answer)
    {
        var http = await listener.GetContextAsync().WaitAsync(TimeSpan.FromMinutes(1));
        using var reader = new StreamReader(http.Request.InputStream, Encoding.UTF8);
        received.Enqueue((http.Request.Headers["webhook-id"]!, await reader.ReadToEndAsync()));
        if (answer)
        {
            http.Response.StatusCode = 204;
            http.Response.Close();
        }
    }

    private static async Task<Guid> SubscribedAsync(IServiceProvider services, string address)
    {
        await services.GetRequiredService<Agencies>().SaveAsync(
            [new("H99", "Uỷ ban nhân dân tỉnh Thử", "People's committee", "UBND", null, new(2020, 1, 1))], default);
        var member = await services.GetRequiredService<RegisterMember>().RunAsync(Office, new("H99"), default);
        var system = (await services.GetRequiredService<RegisterSystem>().RunAsync(
            Office, member.Value!.Id, new("mot-cua", "Một cửa", ContactName: "An", ContactEmail: "an@example.vn"), default)).Value!;
        await services.GetRequiredService<SuspendSystem>().ActivateAsync(Office, system.Id, default);
        var (now, store) = (DateTimeOffset.UtcNow, services.GetRequiredService<SubscriptionStore>());
        var made = new Subscription(
            Guid.NewGuid(), system.Id, new(address), ["dataset.version"], [], SubscriptionState.Unverified, null, now, "test", null, 0, null);
        ExchangeEvent Done(ExchangeAction action) => ExchangeEvent.By(Office, now, action, member.Value.Id, system.Id);
        await store.AddAsync(made, SigningSecret.Make(), Done(ExchangeAction.SubscriptionAdded), default);
        await store.ActivateAsync(made.Id, now, Done(ExchangeAction.SubscriptionActivated), default);
        return made.Id;
    }

    private static async Task ImportAsync(IServiceProvider services, int row)
    {
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes($"no\n{row}\n"));
        var load = await services.GetRequiredService<Importer>().RunAsync("wells", "wells.csv", csv, "test", null, default);
        Assert.True(load.IsDone, string.Join('\n', load.Problems));
    }

    private static Process Serve(string data) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "phusa.dll"), "serve", "--data", data, "--port", FreePort()])
    {
        RedirectStandardOutput = true, RedirectStandardError = true,
        Environment =
        {
            ["PHUSA_Exchange__UpstreamNetworks"] = "127.0.0.0/8", ["PHUSA_Exchange__Issuer"] = "https://lgsp.example.vn",
        },
    })!;

    private static async Task UntilAsync(Func<Task<bool>> so)
    {
        for (var watch = Stopwatch.StartNew(); !await so(); await Task.Delay(50))
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "The deliveries were not written down");
        }
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
