using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Webhooks of a peer, by which copies know of a new version before they ask.</summary>
public sealed class HookTests(TwoExchanges both) : IClassFixture<TwoExchanges>
{
    private const string Hook = "/api/v1/exchange/federation/hooks/DL";

    private static readonly string Secret = SigningSecret.Make();

    [Fact]
    public async Task A_new_version_there_is_here_before_the_copy_would_have_asked()
    {
        var copy = await KeptAsync("bao_ngay");
        var office = await both.There.AsAsync(Role.DataOffice);
        using var here = both.Here.Anyone();
        var made = await office.PostAsJsonAsync(
            $"/api/v1/exchange/systems/{both.OurSystem.Id}/subscriptions",
            new { address = new Uri(here.BaseAddress!, Hook), events = new[] { "dataset.version" } });
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        await GiveAsync((await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!);
        var tested = await office.PostAsync($"{made.Headers.Location!.OriginalString}/test", null);
        Assert.True(tested.IsSuccessStatusCode, await tested.Content.ReadAsStringAsync());

        await both.There.ImportAsync("bao_ngay", "no,commune,phone\n3,23566,0912345670\n");

        for (var waited = 0; (await StoredAsync(copy)).Remote != 2; waited++)
        {
            Assert.True(waited < 300, "The copy was not woken");
            await Task.Delay(100);
        }
        Assert.Equal((CopyState.Fresh, 3L), ((await StoredAsync(copy)).State, (await StoredAsync(copy)).Rows));
    }

    [Fact]
    public async Task Only_what_the_peer_signed_a_moment_ago_wakes_and_only_the_copies_it_names()
    {
        var (named, other) = (await KeptAsync("duoc_goi"), await KeptAsync("de_yen"));
        await GiveAsync(Secret);
        var (now, body) = (DateTimeOffset.UtcNow, Body(named));

        foreach (var (code, id, at, signature) in new (string, string?, string?, string?)[]
        {
            ("hook.unsigned", null, Seconds(now), Sign(Secret, now, body)),
            ("hook.unsigned", "msg_1", "today", Sign(Secret, now, body)),
            ("hook.unsigned", "msg_1", "99999999999999999", Sign(Secret, now, body)),
            ("hook.unsigned", "msg_1", Seconds(now), null),
            ("hook.too-old", "msg_1", Seconds(now.AddMinutes(-6)), Sign(Secret, now.AddMinutes(-6), body)),
            ("hook.too-old", "msg_1", Seconds(now.AddMinutes(6)), Sign(Secret, now.AddMinutes(6), body)),
            ("hook.signature", "msg_1", Seconds(now), Sign(SigningSecret.Make(), now, body)),
            ("hook.signature", "msg_2", Seconds(now), Sign(Secret, now, body)),
            ("hook.signature", "msg_1", Seconds(now), Sign(Secret, now, body + " ")),
            ("hook.signature", "msg_1", Seconds(now.AddSeconds(-1)), Sign(Secret, now, body)),
        })
        {
            var refused = await SendAsync(Hook, id, at, signature, body);
            Assert.Equal((HttpStatusCode.Forbidden, code), (refused.StatusCode, await CodeAsync(refused)));
        }
        Assert.Equal(1, (await StoredAsync(named)).Remote);

        var changing = $"{Sign(SigningSecret.Make(), now, body)} {Sign(Secret, now, body)}";
        Assert.Equal(HttpStatusCode.NoContent, (await SendAsync(Hook, "msg_1", Seconds(now), changing, body)).StatusCode);

        for (var waited = 0; (await StoredAsync(named)).CheckedAt == named.CheckedAt; waited++)
        {
            Assert.True(waited < 300, "The copy was not looked at");
            await Task.Delay(100);
        }
        Assert.Equal(other.CheckedAt, (await StoredAsync(other)).CheckedAt);
        Assert.True((await StoredAsync(other)).DueAt > now.AddMinutes(20));
    }

    [Fact]
    public async Task What_is_no_event_or_comes_from_nobody_we_know_is_told_in_the_senders_language()
    {
        await GiveAsync(Secret);
        var now = DateTimeOffset.UtcNow;

        var broken = await SendAsync(Hook, "msg_1", Seconds(now), Sign(Secret, now, "[1]"), "[1]");
        var stranger = await SendAsync(Hook.Replace("/DL", "/KH", StringComparison.Ordinal), "msg_1", Seconds(now), Sign(Secret, now, "{}"), "{}");
        var other = await SendAsync(Hook, "msg_1", Seconds(now), Sign(Secret, now, """{"type":"webhook.test"}"""), """{"type":"webhook.test"}""");
        var forged = await SendAsync(Hook, "msg_1", Seconds(now), "v1,AAAA", "{}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "hook.malformed"), (broken.StatusCode, await CodeAsync(broken)));
        Assert.Equal((HttpStatusCode.NotFound, "hook.unknown"), (stranger.StatusCode, await CodeAsync(stranger)));
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
        Assert.Equal("application/problem+json", forged.Content.Headers.ContentType!.MediaType);
        Assert.Contains("không khớp mã ký", await forged.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var english = both.Here.Anyone();
        Assert.Contains(
            "lacks webhook-id", await (await english.PostAsync($"{Hook}?lang=en", new StringContent("{}"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_secret_is_kept_and_never_shown()
    {
        await GiveAsync(Secret);
        var (peer, office) = (await both.LinkedAsync(), await both.Here.AsAsync(Role.DataOffice));
        var wrong = await both.Here.Services.GetRequiredService<RegisterPeer>().ChangeAsync(
            ExchangeHost.Office, peer.Id, new(ClientId: peer.Client!.Id, HookSecret: "whsec_ngan"), default);

        var page = await office.GetStringAsync($"/exchange/federation/{peer.Id}");
        var told = await office.GetStringAsync($"/api/v1/exchange/federation/peers/{peer.Id}");

        Assert.Equal("peer.hook-secret", Assert.Single(wrong.Problems).Code);
        Assert.Contains("/federation/hooks/DL", page, StringComparison.Ordinal);
        Assert.Contains("Đã có mã ký", page, StringComparison.Ordinal);
        Assert.True(JsonDocument.Parse(told).RootElement.GetProperty("peer").GetProperty("hears").GetBoolean());
        Assert.DoesNotContain(Secret, page + told, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, $"{await both.Here.Services.GetRequiredService<PeerStore>().FindAsync(peer.Id, default)}", StringComparison.Ordinal);
    }

    /// <summary>Its turn would come in half an hour.</summary>
    private async Task<Copy> KeptAsync(string name)
    {
        var service = await both.OfferedAsync(name);
        await both.TakenAsync(service);
        await both.AllowedAsync(service);
        var kept = await both.Here.RegisterAsync(CopyTests.Contract($"{name}_o_day", "string"));
        var added = await both.Here.Services.GetRequiredService<KeepCopy>().AddAsync(
            ExchangeHost.Office, (await both.LinkedAsync()).Id, new($"GOV/{PhusaHost.Department}/{name}/v1", kept.Name), default);
        Assert.True(added.IsDone, string.Join("; ", added.Problems));
        var set = new Sql(
            "update exchange_copy set due_at = @later where id = @id", ("id", added.Value.Id), ("later", DateTimeOffset.UtcNow.AddMinutes(30)));
        var database = both.Here.Services.GetRequiredService<Database>();
        await database.ExecuteAsync(set, default);
        var made = await both.Here.Services.GetRequiredService<SyncCopy>().RunAsync(added.Value.Id, default);
        Assert.True(made.IsDone, string.Join("; ", made.Problems));
        await database.ExecuteAsync(set, default);
        return await StoredAsync(added.Value);
    }

    private async Task GiveAsync(string secret)
    {
        var peer = await both.LinkedAsync();
        var changed = await both.Here.Services.GetRequiredService<RegisterPeer>().ChangeAsync(
            ExchangeHost.Office, peer.Id, new(ClientId: peer.Client!.Id, HookSecret: secret), default);
        Assert.True(changed.IsDone, string.Join("; ", changed.Problems));
    }

    private async Task<Copy> StoredAsync(Copy copy) =>
        (await both.Here.Services.GetRequiredService<CopyStore>().FindAsync(copy.Id, default))!;

    private async Task<HttpResponseMessage> SendAsync(string path, string? id, string? at, string? signature, string body)
    {
        using var client = both.Here.Anyone();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in new[] { ("webhook-id", id), ("webhook-timestamp", at), ("webhook-signature", signature) })
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
        return await client.SendAsync(request);
    }

    private static string Body(Copy copy) => JsonStorage.Write(new
    {
        type = "dataset.version", data = new { dataset = "x", version = 2, services = new[] { new { path = copy.CallPath } } },
    });

    private static string Sign(string secret, DateTimeOffset at, string body) => SigningSecret.Sign([secret], "msg_1", at, body);

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private static async Task<string?> CodeAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes")[0].GetString();
}
