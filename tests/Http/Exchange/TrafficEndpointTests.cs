using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Phusa.Exchange.Alerts;
using Phusa.Exchange.Reports;
using Phusa.Exchange.Services;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Two agencies and a partner on the exchange, and 160 calls of this hour.</summary>
public sealed class TrafficHost : ExchangeHost
{
    private Task<(Guid Service, Guid Partner, Guid Other)>? filled;

    internal Task<(Guid Service, Guid Partner, Guid Other)> FilledAsync() => filled ??= FillAsync();

    private async Task<(Guid, Guid, Guid)> FillAsync()
    {
        await OwnedAsync("counted_wells");
        var service = (await Services.GetRequiredService<DraftServiceVersion>().RunAsync(
            Office, new("counted_wells", TitleVi: "=Tra cứu giếng, \"khoan\"", Availability: 99.5m, AnswerMs: 20), default)).Value!;
        await Services.GetRequiredService<ChangeServiceState>().RunAsync(Office, service.Id, ServiceState.Published, default);
        var partner = (await SystemAsync()).Id;
        var other = (await SystemAsync(await MemberAsync(new(OtherDepartment)))).Id;
        var meter = Services.GetRequiredService<TrafficMeter>();
        void Note(int calls, CallSeen call)
        {
            for (var i = 0; i < calls; i++)
            {
                meter.Note(call);
            }
        }
        var good = new CallSeen(
            Services.GetRequiredService<TimeProvider>().GetUtcNow(), service.Id, partner, Guid.NewGuid(), "GET rows", 200, null,
            CallFault.None, 10, 2, 100, 1000);
        Note(80, good);
        Note(10, good with { Status = 502, Problem = "upstream.unreachable", Fault = CallFault.Upstream, Milliseconds = 50 });
        Note(10, good with { Status = 404, Fault = CallFault.Consumer, Milliseconds = 1 });
        Note(40, good with { System = other });
        Note(15, good with { Service = null, Agreement = null, System = other, Status = 404, Problem = "call.no-service", Fault = CallFault.Consumer });
        Note(5, good with { Service = null, Agreement = null, System = null, Status = 401, Problem = "call.no-token", Fault = CallFault.Consumer });
        await meter.FlushAsync(default);
        return (service.Id, partner, other);
    }
}

/// <summary>Traffic over the API and the pages: who sees what of it.</summary>
public sealed class TrafficEndpointTests(TrafficHost host) : IClassFixture<TrafficHost>
{
    private const string Api = "/api/v1/exchange/traffic";

    [Fact]
    public async Task The_data_office_and_auditors_see_all()
    {
        var (service, partner, _) = await host.FilledAsync();
        foreach (var role in new[] { Role.DataOffice, Role.Auditor })
        {
            var seen = await ReadAsync(role, "?period=24h");

            Assert.Equal(160, Calls(seen));
            Assert.Equal([15L, 5], seen.GetProperty("orphans").EnumerateArray().Select(one => one.GetProperty("calls").GetInt64()));
            var own = Assert.Single(seen.GetProperty("services").EnumerateArray());
            Assert.Equal(service, own.GetProperty("id").GetGuid());
            Assert.Equal(1 - (10.0 / 140), own.GetProperty("sum").GetProperty("availability").GetDouble(), 5);
            Assert.InRange(own.GetProperty("sum").GetProperty("p50").GetDouble(), 9.5, 10.5);
            Assert.InRange(own.GetProperty("sum").GetProperty("p95").GetDouble(), 47.5, 52.5);
            Assert.Equal(24, seen.GetProperty("steps").GetArrayLength());
            Assert.Contains(
                "upstream.unreachable", seen.GetProperty("errors").EnumerateArray().Select(one => one.GetProperty("kind").GetString()));
        }
        Assert.Equal(100, Calls(await ReadAsync(Role.DataOffice, $"?period=30d&system={partner}")));
        Assert.Equal(140, Calls(await ReadAsync(Role.DataOffice, $"?service={service}")));
        Assert.Equal(0, Calls(await ReadAsync(Role.DataOffice, $"?service={Guid.NewGuid()}")));
    }

    [Fact]
    public async Task An_agencys_people_see_their_services_and_their_systems_and_nothing_else()
    {
        var (service, _, other) = await host.FilledAsync();
        foreach (var role in new[] { Role.Steward, Role.Analyst })
        {
            var seen = await ReadAsync(role, "?period=24h");
            Assert.Equal(140, Calls(seen));
            Assert.Equal(0, seen.GetProperty("orphans").GetArrayLength());
            Assert.All(seen.GetProperty("slowest").EnumerateArray(), call => Assert.Equal(service, call.GetProperty("service").GetGuid()));
        }
        Assert.Equal(0, Calls(await ReadAsync(Role.Leader, "?period=24h")));
        Assert.Equal(0, Calls(await ReadAsync(Role.Steward, $"?period=24h&service={Guid.Empty}&system={other}")));
        using var anyone = host.Anyone();
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync(Api)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Citizen)).GetAsync(Api)).StatusCode);
    }

    [Fact]
    public async Task The_page_shows_the_same()
    {
        var (service, _, _) = await host.FilledAsync();
        var office = await (await host.AsAsync(Role.DataOffice)).GetStringAsync("/exchange/traffic?period=24h");
        Assert.Contains("upstream.unreachable", office, StringComparison.Ordinal);
        Assert.Contains("call.no-token", office, StringComparison.Ordinal);
        Assert.Contains($"service={service}", office, StringComparison.Ordinal);

        var steward = await (await host.AsAsync(Role.Steward)).GetStringAsync($"/exchange/traffic?service={service}");
        Assert.Contains("thấp hơn cam kết 99,5%", steward, StringComparison.Ordinal);
        Assert.DoesNotContain("call.no-token", steward, StringComparison.Ordinal);

        var leader = await (await host.AsAsync(Role.Leader)).GetStringAsync("/exchange/traffic");
        Assert.Contains("Chưa có cuộc gọi nào", leader, StringComparison.Ordinal);
        Assert.DoesNotContain($"{service}", leader, StringComparison.Ordinal);
        Assert.Contains("/exchange/traffic", await (await host.AsAsync(Role.Analyst)).GetStringAsync("/exchange/members"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_month_is_told_to_the_agency_itself_and_to_the_data_office()
    {
        await host.FilledAsync();
        var month = ReportPages.Word(Period.Of(PeriodKind.Month, VietnamTime.DayOf(
            host.Services.GetRequiredService<TimeProvider>().GetUtcNow())));
        var (steward, office) = (await host.AsAsync(Role.Steward), await host.AsAsync(Role.DataOffice));

        var csv = await steward.GetAsync($"/exchange/reports/{month}.csv");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var bytes = await csv.Content.ReadAsByteArrayAsync();
        Assert.Equal(Encoding.UTF8.GetPreamble(), bytes[..3]);
        var lines = Encoding.UTF8.GetString(bytes[3..]).Split("\r\n");
        Assert.StartsWith("month,side,agency,", lines[0], StringComparison.Ordinal);
        Assert.Contains(lines, line => line.StartsWith(
            $"{month},service,Sở Khoa học và Công nghệ,counted_wells,1,\"'=Tra cứu giếng, \"\"khoan\"\"\",140,10,0,10,", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.StartsWith($"{month},system", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync($"/exchange/reports/{month}?agency={PhusaHost.OtherDepartment}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync($"{Api}/reports/{month}?agency={PhusaHost.OtherDepartment}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync("/exchange/reports/2026-13")).StatusCode);
        var other = await office.GetStringAsync($"/exchange/reports/{month}?agency={PhusaHost.OtherDepartment}");
        Assert.Contains("Hệ thống thử", other, StringComparison.Ordinal);
        Assert.DoesNotContain("counted_wells", other, StringComparison.Ordinal);
        var whole = await office.GetFromJsonAsync<JsonElement>($"{Api}/reports/{month}");
        long Calls(JsonElement of) => of.GetProperty("calls").GetInt64();
        long Sum(string of) => whole.GetProperty(of).EnumerateArray().Sum(one => Calls(one.GetProperty("sum")));
        Assert.Equal(160, Calls(whole.GetProperty("given")) + Calls(whole.GetProperty("unplaced")));
        Assert.True(Calls(whole.GetProperty("unplaced")) > 0);
        Assert.Equal((Sum("services"), Sum("systems")), (Calls(whole.GetProperty("given")), Calls(whole.GetProperty("taken"))));
        Assert.Contains($"{month},none,,,,,{Calls(whole.GetProperty("unplaced"))},", await office.GetStringAsync($"/exchange/reports/{month}.csv"), StringComparison.Ordinal);
        var kept = Month(month).AddMonths(-13);
        Assert.DoesNotContain($"/exchange/reports/{Word(kept.AddMonths(-1))}\"", await office.GetStringAsync($"/exchange/reports/{Word(kept)}"), StringComparison.Ordinal);
        Assert.Contains($"/exchange/reports/{Word(kept)}\"", await office.GetStringAsync($"/exchange/reports/{Word(kept.AddMonths(1))}"), StringComparison.Ordinal);
        Assert.Equal(2, whole.GetProperty("systems").GetArrayLength());
    }

    private static DateOnly Month(string word) => DateOnly.ParseExact(word, "yyyy-MM", CultureInfo.InvariantCulture);

    private static string Word(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Alerts_are_told_to_those_who_see_the_traffic()
    {
        var (service, _, _) = await host.FilledAsync();
        await host.Services.GetRequiredService<WatchTraffic>().RunAsync(default);

        async Task<List<string?>> RulesAsync(Role role) =>
        [
            .. (await (await host.AsAsync(role)).GetFromJsonAsync<JsonElement>($"{Api}/alerts")).GetProperty("open").EnumerateArray()
                .Where(one => one.GetProperty("service").GetGuid() == service).Select(one => one.GetProperty("rule").GetString()).Order(),
        ];
        Assert.Equal(["errorShare", "slowAnswers"], await RulesAsync(Role.Steward));
        Assert.Equal(["errorShare", "slowAnswers"], await RulesAsync(Role.Auditor));
        Assert.Empty(await RulesAsync(Role.Leader));
        Assert.Contains("7,1%, ngưỡng 5%", await (await host.AsAsync(Role.Steward)).GetStringAsync("/exchange/alerts"), StringComparison.Ordinal);
        Assert.Contains(
            "Mở cảnh báo", await (await host.AsAsync(Role.Steward)).GetStringAsync($"/exchange/services/{service}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_connected_is_counted_with_what_is_missing()
    {
        await host.FilledAsync();
        await host.OwnedAsync("unshared_wells");
        var share = await (await host.AsAsync(Role.Analyst)).GetFromJsonAsync<JsonElement>($"{Api}/connected");

        var datasets = share.GetProperty("datasets");
        Assert.Equal(1, datasets.GetProperty("connected").GetInt32());
        Assert.Contains("unshared_wells", datasets.GetProperty("missing").EnumerateArray().Select(one => one.GetProperty("name").GetString()));
        Assert.Contains(
            "unshared_wells", await (await host.AsAsync(Role.Analyst)).GetStringAsync("/exchange/connected"), StringComparison.Ordinal);
    }

    private async Task<JsonElement> ReadAsync(Role role, string query) =>
        await (await host.AsAsync(role)).GetFromJsonAsync<JsonElement>(Api + query);

    private static long Calls(JsonElement seen) => seen.GetProperty("total").GetProperty("calls").GetInt64();
}
