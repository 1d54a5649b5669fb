using System.Net;
using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange.Webhooks;

/// <summary>Events on their way to real receivers: taken, refused, slow, gone, and sent again.</summary>
public sealed class DeliveryTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private static readonly string[] Versions = ["dataset.version"];

    [Fact]
    public async Task A_new_version_of_an_open_dataset_is_told_signed_and_once()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var (url, secret) = await host.SubscribeAsync((await host.SystemAsync()).Id, receiver, Versions, "told_wells");
        await host.VersionAsync("told_wells", 1);
        await host.VersionAsync("told_wells", 2);

        var events = await receiver.EventsAsync(2);

        Assert.Equal([1, 2], events.Select(one => one.Json.GetProperty("data").GetProperty("version").GetInt32()).Order());
        Assert.All(events, one => Assert.True(one.IsSignedWith(secret)));
        var first = events[0].Json.GetProperty("data");
        Assert.Equal("told_wells", first.GetProperty("dataset").GetString());
        Assert.EndsWith("/api/v1/datasets/told_wells", first.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("0912345678", events[0].Body, StringComparison.Ordinal);
        Assert.Equal(2, events.Select(one => one.Id).Distinct().Count());
        var office = await host.AsAsync(Role.DataOffice);
        var deliveries = await office.UntilAsync($"{url}/deliveries?state=delivered", list => list.GetArrayLength() == 2);
        Assert.Equal(204, deliveries[0].GetProperty("last").GetProperty("status").GetInt32());
        await Task.Delay(1500);
        Assert.Equal(2, receiver.Events.Count());
        Assert.Contains("webhook.test", receiver.All.Select(one => one.Type));
    }

    [Fact]
    public async Task Under_an_agreement_alone_is_a_system_told_of_what_is_not_open()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var (with, without) = (await host.SystemAsync(), await host.SystemAsync());
        var service = await host.PublishedAsync("agreed_wells");
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        await host.SubscribeAsync(with.Id, receiver, ["dataset.version", "agreement.granted", "agreement.suspended"], "agreed_wells");
        await using var other = await TestReceiver.StartAsync();
        await host.SubscribeAsync(without.Id, other, ["dataset.version", "agreement.granted", "service.deprecated"], "agreed_wells");

        var made = await office.PostAsJsonAsync("/api/v1/exchange/agreements", new
        {
            system = with.Id, service = service.Id, purpose = "Cấp nước", legalBasis = "Luật", fields = new[] { "no" }, validTo = "2099-01-31",
        });
        var agreement = made.Headers.Location!.OriginalString;
        await steward.PostAsync($"{agreement}/approve", null);
        await host.VersionAsync("agreed_wells", 1);
        var told = await receiver.EventsAsync(2);
        await steward.PostAsJsonAsync($"{agreement}/suspend", new { reason = "Lê Văn Bí Mật gọi quá nhiều" });
        told = await receiver.EventsAsync(3);
        await steward.PostAsync($"/api/v1/exchange/services/{service.Id}/deprecate", null);

        Assert.Equal(["agreement.granted", "agreement.suspended", "dataset.version"], told.Select(one => one.Type).Order(StringComparer.Ordinal));
        var granted = told.Single(one => one.Type == "agreement.granted").Json.GetProperty("data");
        Assert.EndsWith(agreement, granted.GetProperty("link").GetString(), StringComparison.Ordinal);
        Assert.Equal("granted", granted.GetProperty("state").GetString());
        Assert.Equal(
            service.Id, told.Single(one => one.Type == "dataset.version").Json.GetProperty("data").GetProperty("services")[0].GetProperty("id").GetGuid());
        Assert.DoesNotContain(told, one => one.Body.Contains("Bí Mật", StringComparison.Ordinal));
        Assert.Equal("service.deprecated", Assert.Single(await other.EventsAsync(1)).Type);
    }

    [Fact]
    public async Task A_receiver_that_failed_is_asked_again_with_the_same_id_and_a_new_time()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = (_, _) => Task.FromResult(receiver.Events.Count() == 1 ? 500 : 200);
        var (url, secret) = await host.SubscribeAsync((await host.SystemAsync()).Id, receiver, Versions, "retried_wells");
        await host.VersionAsync("retried_wells", 1);

        var events = await receiver.EventsAsync(2);

        Assert.Equal((events[0].Id, events[0].Body), (events[1].Id, events[1].Body));
        Assert.InRange(long.Parse(events[1].Timestamp, null) - long.Parse(events[0].Timestamp, null), 5, 15);
        Assert.True(events[1].IsSignedWith(secret));
        var office = await host.AsAsync(Role.DataOffice);
        var done = await office.UntilAsync($"{url}/deliveries?state=delivered", list => list.GetArrayLength() == 1);
        var history = (await office.GetFromJsonAsync<JsonElement>($"{url}/deliveries/{done[0].GetProperty("id").GetGuid()}")).GetProperty("history");
        Assert.Equal([200, 500], history.EnumerateArray().Select(one => one.GetProperty("status").GetInt32()));
    }

    [Fact]
    public async Task Who_asks_for_time_is_left_alone_for_as_long()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = (http, _) =>
        {
            http.Response.Headers.RetryAfter = "3600";
            return Task.FromResult(429);
        };
        var (url, _) = await host.SubscribeAsync((await host.SystemAsync()).Id, receiver, Versions, "limited_wells");
        await host.VersionAsync("limited_wells", 1);
        await receiver.EventsAsync(1);

        var waiting = await (await host.AsAsync(Role.DataOffice)).UntilAsync(
            $"{url}/deliveries?state=waiting", list => list.GetArrayLength() == 1 && list[0].GetProperty("attempts").GetInt32() == 1);

        Assert.InRange(waiting[0].GetProperty("dueAt").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(61));
    }

    [Fact]
    public async Task Who_is_gone_is_told_no_more_until_it_answers_a_test_and_then_hears_what_it_missed()
    {
        await using var receiver = await TestReceiver.StartAsync();
        receiver.Answer = (_, _) => Task.FromResult(410);
        var system = await host.SystemAsync();
        var (url, _) = await host.SubscribeAsync(system.Id, receiver, Versions, "gone_wells");
        var began = DateTimeOffset.UtcNow;
        await host.VersionAsync("gone_wells", 1);
        await receiver.EventsAsync(1);
        var office = await host.AsAsync(Role.DataOffice);

        var stopped = await office.UntilAsync(url, one => one.GetProperty("state").GetString() == "stopped");

        Assert.Equal("gone", stopped.GetProperty("stop").GetString());
        Assert.Contains("subscriptionStopped", await office.GetStringAsync($"/api/v1/exchange/systems/{system.Id}/events"), StringComparison.Ordinal);
        await host.VersionAsync("gone_wells", 2);
        await Task.Delay(5000);
        Assert.Single(receiver.Events);
        receiver.Answer = (_, _) => Task.FromResult(200);
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync($"{url}/test", null)).StatusCode);
        Assert.Equal(receiver.Events.First().Id, (await receiver.EventsAsync(2))[1].Id);
        var replayed = await office.PostAsJsonAsync($"{url}/replay", new { since = began });
        Assert.Equal(1, (await replayed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("deliveries").GetInt32());
        Assert.Equal(2, (await receiver.EventsAsync(3))[2].Json.GetProperty("data").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task One_slow_receiver_holds_up_nobody_else()
    {
        await using var slow = await TestReceiver.StartAsync();
        using var over = new CancellationTokenSource();
        slow.Answer = async (http, _) =>
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, over.Token);
            await Task.Delay(Timeout.Infinite, either.Token).ContinueWith(_ => { }, TaskScheduler.Default);
            return 200;
        };
        var (slowUrl, _) = await host.SubscribeAsync((await host.SystemAsync()).Id, slow, Versions, "slow_wells");
        await host.VersionAsync("slow_wells", 1);
        await slow.EventsAsync(1);
        await using var quick = await TestReceiver.StartAsync();
        await host.SubscribeAsync((await host.SystemAsync()).Id, quick, Versions, "slow_wells");

        await host.VersionAsync("slow_wells", 2);
        await host.VersionAsync("slow_wells", 3);

        await quick.EventsAsync(2, seconds: 10);
        Assert.Single(slow.Events);
        var office = await host.AsAsync(Role.DataOffice);
        var waiting = await office.UntilAsync($"{slowUrl}/deliveries", list => list.EnumerateArray().Any(one =>
            one.GetProperty("last") is { ValueKind: JsonValueKind.Object } last && last.GetProperty("failure").GetString() == "timedOut"), seconds: 30);
        Assert.Equal(3, waiting.GetArrayLength());
        await over.CancelAsync();
    }

    [Fact]
    public async Task While_the_secret_is_changed_both_sign_and_a_leaked_one_ends_at_once()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var (url, first) = await host.SubscribeAsync((await host.SystemAsync()).Id, receiver, Versions, "rotated_wells");
        var office = await host.AsAsync(Role.DataOffice);
        async Task<string> RotateAsync(int hours) => (await (await office.PostAsJsonAsync($"{url}/rotate", new { hours }))
            .Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;

        var second = await RotateAsync(24);
        await host.VersionAsync("rotated_wells", 1);
        var both = (await receiver.EventsAsync(1))[0];
        var third = await RotateAsync(0);
        await host.VersionAsync("rotated_wells", 2);
        var one = (await receiver.EventsAsync(2))[1];

        Assert.True(both.IsSignedWith(first) && both.IsSignedWith(second));
        Assert.Equal(2, both.Signature.Split(' ').Length);
        Assert.True(one.IsSignedWith(third));
        Assert.False(one.IsSignedWith(second) || one.IsSignedWith(first));
    }

    [Fact]
    public async Task One_delivery_is_sent_again_or_all_since_a_time()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var began = DateTimeOffset.UtcNow;
        var (url, _) = await host.SubscribeAsync((await host.SystemAsync()).Id, receiver, Versions, "replayed_wells");
        await host.VersionAsync("replayed_wells", 1);
        await host.VersionAsync("replayed_wells", 2);
        await receiver.EventsAsync(2);
        var office = await host.AsAsync(Role.DataOffice);
        var deliveries = await office.UntilAsync($"{url}/deliveries?state=delivered", list => list.GetArrayLength() == 2);

        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync($"{url}/deliveries/{deliveries[0].GetProperty("id").GetGuid()}/replay", null)).StatusCode);
        Assert.Equal(deliveries[0].GetProperty("webhookId").GetString(), (await receiver.EventsAsync(3))[2].Id);
        await office.UntilAsync($"{url}/deliveries?state=delivered", list => list.GetArrayLength() == 2);
        Assert.Equal(0, await ReplayAsync(office, url, new { since = began }));
        Assert.Equal(2, await ReplayAsync(office, url, new { since = began, delivered = true }));
        var all = await receiver.EventsAsync(5);
        Assert.Equal(2, all.Select(one => one.Id).Distinct().Count());
        foreach (var since in new object?[] { null, DateTimeOffset.UtcNow.AddDays(-31), DateTimeOffset.UtcNow.AddDays(1) })
        {
            var refused = await office.PostAsJsonAsync($"{url}/replay", new { since });
            Assert.Contains("subscription.since-invalid", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await office.PostAsync($"{url}/deliveries/{Guid.NewGuid()}/replay", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync($"{url}/deliveries/{Guid.NewGuid()}")).StatusCode);
    }

    private static async Task<int> ReplayAsync(HttpClient office, string url, object order) =>
        (await (await office.PostAsJsonAsync($"{url}/replay", order)).Content.ReadFromJsonAsync<JsonElement>()).GetProperty("deliveries").GetInt32();
}
