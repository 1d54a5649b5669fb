using System.Net;
using System.Text.Json.Nodes;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Calls of a system here to a service of another exchange: two agreements, two ledgers, one answer.</summary>
public sealed class FederatedCallTests(TwoExchanges both) : IClassFixture<TwoExchanges>
{
    private static string Root(string code) => $"/x/DL~{PhusaHost.Department}/{code}/v1";

    [Fact]
    public async Task Both_sides_record_the_call_and_each_lets_out_what_its_agreement_names()
    {
        var (client, system) = await CallingAsync("hai_ben");

        var answer = await client.GetAsync($"{Root("hai_ben")}/rows/1");

        Assert.Equal("""{"commune":"23560"}""", await answer.Content.ReadAsStringAsync());
        var ours = await both.Here.EntryAsync(answer);
        var receipt = answer.Headers.GetValues("Phusa-Peer-Receipt").Single();
        var theirs = await both.There.EntryAsync(Answers.SeqOf(receipt));
        Assert.Equal(receipt, (string?)ours["details"]!["peerReceipt"]);
        Assert.Equal($"DL/GOV/{PhusaHost.Department}/hai_ben/v1", (string?)ours["object"]);
        Assert.Equal(["commune"], ours["details"]!["fields"]!.AsArray().Select(one => (string?)one));
        Assert.Equal($"GL/COM/THU-NGHIEM/{system.Code}", (string?)theirs["details"]!["represented"]);
        Assert.Equal($"{both.OurSystem.Id}", (string?)theirs["actor"]);
        Assert.Equal(["no", "commune"], theirs["details"]!["fields"]!.AsArray().Select(one => (string?)one));
    }

    [Fact]
    public async Task Rows_keep_their_envelope_and_lose_what_is_not_agreed()
    {
        var (client, _) = await CallingAsync("phong_bi");

        var rows = JsonNode.Parse(await client.GetStringAsync($"{Root("phong_bi")}/rows?sort=commune&commune=eq.23560&limit=1"))!;
        var exists = await client.GetStringAsync($"{Root("phong_bi")}/exists/2");
        var changes = await client.GetAsync($"{Root("phong_bi")}/changes?since=1");

        Assert.Equal("""[{"commune":"23560"}]""", rows["rows"]!.ToJsonString());
        Assert.True(rows.AsObject().ContainsKey("next"));
        Assert.Equal("""{"exists":true}""", exists);
        Assert.Equal((HttpStatusCode.NotFound, "call.path-missing"), (changes.StatusCode, await changes.CodeAsync()));
    }

    [Theory]
    [InlineData("no=eq.1")]
    [InlineData("f.no=eq.1")]
    [InlineData("sort=-no")]
    [InlineData("select=commune,no")]
    [InlineData("or=(no.eq.1,commune.eq.2)")]
    [InlineData("q=23560")]
    [InlineData("agg=max.no")]
    public async Task What_the_agreement_here_does_not_name_is_not_asked_about(string query)
    {
        var code = $"do_tim_{Math.Abs(query.GetHashCode(StringComparison.Ordinal))}";
        var (client, _) = await CallingAsync(code);

        var answer = await client.GetAsync($"{Root(code)}/rows?{query}");

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "call.field-unagreed"), (answer.StatusCode, await answer.CodeAsync()));
    }

    [Fact]
    public async Task X_Road_names_the_other_instance_as_it_is()
    {
        var (client, system) = await CallingAsync("x_road");
        client.DefaultRequestHeaders.Add("X-Road-Client", $"GL/COM/THU-NGHIEM/{system.Code}");

        var answer = await client.GetAsync($"/r1/DL/GOV/{PhusaHost.Department}/x_road/v1/rows/2");
        var other = await client.GetAsync($"/r1/KH/GOV/{PhusaHost.Department}/x_road/v1/rows/2");

        Assert.Equal("""{"commune":"23563"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal($"DL/GOV/{PhusaHost.Department}/x_road/v1", answer.Headers.GetValues("X-Road-Service").Single());
        Assert.Equal("Server.ServerProxy.UnknownService", other.Headers.GetValues("X-Road-Error").Single());
    }

    [Fact]
    public async Task Without_an_agreement_here_or_there_nothing_comes()
    {
        var service = await both.OfferedAsync("mot_ben");
        var taken = await both.TakenAsync(service);
        var client = await both.Here.CallingAsync(await both.Here.SystemAsync());

        var here = await client.GetAsync($"{Root("mot_ben")}/rows/1");
        var (granted, _) = await GrantedAsync(taken);
        var there = await granted.GetAsync($"{Root("mot_ben")}/rows/1");

        Assert.Equal((HttpStatusCode.Forbidden, "call.no-agreement"), (here.StatusCode, await here.CodeAsync()));
        Assert.Equal((HttpStatusCode.BadGateway, "answer.peer-refused"), (there.StatusCode, await there.CodeAsync()));
        var entry = await both.Here.EntryAsync(there);
        Assert.Equal("answer.peer-refused", (string?)entry["details"]!["problem"]);
        Assert.NotNull((string?)entry["details"]!["peerReceipt"]);
    }

    [Fact]
    public async Task A_peer_that_is_away_or_stopped_is_told_from_the_exchange_and_recorded()
    {
        var (client, _) = await CallingAsync("di_vang");
        var (peer, register) = (await both.LinkedAsync(), both.Here.Services.GetRequiredService<RegisterPeer>());
        try
        {
            await ChangeAsync("http://127.0.0.1:9");
            var away = await client.GetAsync($"{Root("di_vang")}/rows/1");
            await register.EnableAsync(ExchangeHost.Office, peer.Id, false, default);
            await Task.Delay(300);
            var stopped = await client.GetAsync($"{Root("di_vang")}/rows/1");

            Assert.Equal((HttpStatusCode.BadGateway, "peer.unreachable"), (away.StatusCode, await away.CodeAsync()));
            Assert.Equal((HttpStatusCode.BadGateway, "peer.disabled"), (stopped.StatusCode, await stopped.CodeAsync()));
            Assert.Equal("peer.unreachable", (string?)(await both.Here.EntryAsync(away))["details"]!["problem"]);
        }
        finally
        {
            await register.EnableAsync(ExchangeHost.Office, peer.Id, true, default);
            await ChangeAsync($"{both.Address}");
        }
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"{Root("di_vang")}/rows/1")).StatusCode);

        async Task ChangeAsync(string address)
        {
            Assert.True((await register.ChangeAsync(ExchangeHost.Office, peer.Id, new(address, ClientId: peer.Client!.Id), default)).IsDone);
            await Task.Delay(300);
        }
    }

    [Fact]
    public async Task Only_a_peers_system_speaks_for_others_and_only_for_its_own()
    {
        var service = await both.OfferedAsync("thay_mat");
        await both.LinkedAsync();
        await both.AllowedAsync(service);
        var path = $"/x/{PhusaHost.Department}/thay_mat/v1/rows/1";
        var federated = await both.There.CallingAsync(both.OurSystem);
        var (own, _) = await both.There.GrantedAsync(service);
        federated.DefaultRequestHeaders.Add("Phusa-Represented", "KH/GOV/H32/mot-cua");
        own.DefaultRequestHeaders.Add("Phusa-Represented", "GL/GOV/H21/mot-cua");

        var wrong = await federated.GetAsync(path);
        var unheard = await own.GetAsync(path);
        federated.DefaultRequestHeaders.Remove("Phusa-Represented");
        federated.DefaultRequestHeaders.Add("X-Road-Represented-Party", "GOV/H21");
        var member = await federated.GetAsync(path);

        Assert.Equal((HttpStatusCode.BadRequest, "call.represented-invalid"), (wrong.StatusCode, await wrong.CodeAsync()));
        Assert.Null((string?)(await both.There.EntryAsync(unheard))["details"]!["represented"]);
        Assert.Equal("GL/GOV/H21", (string?)(await both.There.EntryAsync(member))["details"]!["represented"]);
    }

    private async Task<(HttpClient Client, MemberSystem System)> CallingAsync(string code)
    {
        var service = await both.OfferedAsync(code);
        var taken = await both.TakenAsync(service);
        await both.AllowedAsync(service);
        return await GrantedAsync(taken);
    }

    private async Task<(HttpClient Client, MemberSystem System)> GrantedAsync(Service taken)
    {
        var office = new Caller(Guid.NewGuid(), "Cơ quan điều phối khác", [new(Role.DataOffice, PhusaHost.Province)], SignInMethod.Session);
        var (client, agreement) = await both.Here.GrantedAsync(taken, order => order with { Fields = ["commune"] }, office);
        var system = await both.Here.Services.GetRequiredService<SystemStore>().FindAsync(agreement.SystemId, default);
        return (client, system!.System);
    }
}
