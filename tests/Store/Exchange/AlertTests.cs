using Microsoft.Extensions.Logging.Abstractions;
using Phusa.Exchange.Alerts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Services;
using Phusa.Exchange.Traffic;

namespace Phusa.Tests.Store.Exchange;

public abstract class AlertTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    [EngineFact]
    public async Task An_alert_opens_once_follows_what_is_measured_and_closes()
    {
        var service = await ServiceAsync();
        var store = Get<AlertStore>();
        await ApplyAsync(service, Finding(service.Id, 7.5m));
        await ApplyAsync(service, Finding(service.Id, 9.1m));
        Time.Pass(TimeSpan.FromMinutes(5));
        await ApplyAsync(service, Finding(service.Id, 12m), Finding(service.Id, 900) with { Rule = AlertRule.SlowAnswers });

        var open = await store.OpenAsync(default);
        Assert.Equal([900m, 12m], open.Select(one => one.Finding.Value));
        Assert.Equal(TimeSpan.FromMinutes(5), open[1].SeenAt - open[1].OpenedAt);
        await ApplyAsync(service);
        Assert.Empty(await store.OpenAsync(default));
        Assert.Equal(2, (await store.ClosedSinceAsync(Time.GetUtcNow(), default)).Count);
        Assert.Empty(await store.ClosedSinceAsync(Time.GetUtcNow().AddSeconds(1), default));
        await ApplyAsync(service, Finding(service.Id, 8));

        Assert.Single(await store.OpenAsync(default));
        Assert.Equal(
            [2, 3], (await Get<ExchangeEvents>().OfServiceAsync(service.Id, 20, default))
                .Where(done => done.Action >= ExchangeAction.AlertOpened).GroupBy(done => done.Action)
                .OrderByDescending(kind => kind.Key).Select(kind => kind.Count()));
    }

    [EngineFact]
    public async Task Two_nodes_that_watch_at_once_open_one_alert_and_tell_it_once()
    {
        var service = await ServiceAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => ApplyAsync(service, Finding(service.Id, 7.5m))));

        Assert.Single(await Get<AlertStore>().OpenAsync(default));
        Assert.Single(
            await Get<ExchangeEvents>().OfServiceAsync(service.Id, 20, default), done => done.Action == ExchangeAction.AlertOpened);
    }

    [EngineFact]
    public async Task Watching_finds_what_the_meter_counted()
    {
        var service = await ServiceAsync();
        using var meter = new TrafficMeter(
            Get<TrafficStore>(), Time, NullLogger<TrafficMeter>.Instance);
        for (var i = 0; i < 30; i++)
        {
            meter.Note(new(
                Time.GetUtcNow(), service.Id, null, null, "GET rows", 502, "upstream.unreachable",
                CallFault.Upstream, 5, 1, 0, 0));
        }
        await meter.FlushAsync(default);

        await Get<WatchTraffic>().RunAsync(default);

        var alert = Assert.Single(await Get<AlertStore>().OpenAsync(default));
        Assert.Equal((AlertRule.ErrorShare, service.Id, 100m), (alert.Finding.Rule, alert.Finding.Subject, alert.Finding.Value));
        Time.Pass(TimeSpan.FromDays(2));
        await Get<WatchTraffic>().RunAsync(default);
        Assert.Empty(await Get<AlertStore>().OpenAsync(default));
    }

    private static AlertFinding Finding(Guid service, decimal value) => new(AlertRule.ErrorShare, service, service, null, value, 5);

    private async Task<Service> ServiceAsync()
    {
        await MemberAsync();
        await DatasetAsync("wells", "shared");
        var service = (await Get<DraftServiceVersion>().RunAsync(Steward, new("wells"), default)).Value!;
        return (await Get<ChangeServiceState>().RunAsync(Office, service.Id, ServiceState.Published, default)).Value!;
    }

    private async Task ApplyAsync(Service service, params AlertFinding[] findings) => await Get<AlertStore>().ApplyAsync(
        findings, (_, action) => ExchangeEvent.By(Office, Time.GetUtcNow(), action, service.MemberId) with { ServiceId = service.Id },
        Time.GetUtcNow(), default);
}

public sealed class SqliteAlertTests() : AlertTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresAlertTests(PostgresFixture postgres) : AlertTests(postgres);
