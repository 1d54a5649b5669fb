using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Federation;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Catalogues between two exchanges: only what is meant to be known, and nothing that does not hold.</summary>
public sealed class CatalogueTests(TwoExchanges both) : IClassFixture<TwoExchanges>
{
    private const string Peers = "/api/v1/exchange/federation/peers";

    private CatalogueKey Key => both.There.Services.GetRequiredService<CatalogueKey>();

    [Fact]
    public async Task Only_what_its_owner_lists_is_told_under_a_number_that_goes_up()
    {
        using var anyone = both.There.Anyone();
        var hidden = await both.There.OfferedAsync("kin_dao");
        var shown = await both.OfferedAsync("mo_ra");
        var steward = await both.There.AsAsync(Role.Steward);

        var answer = await anyone.GetAsync(FederationEndpoints.CataloguePath);
        var text = await answer.Content.ReadAsStringAsync();
        var catalogue = JsonNode.Parse(text)!;

        Assert.True(CatalogueSeal.Holds(answer.Headers.GetValues(FederationEndpoints.SignatureHeader).Single(), text, Key.PublicPem));
        Assert.Equal(("DL", "Đắk Lắk"), ((string?)catalogue["instance"], (string?)catalogue["name"]));
        var codes = catalogue["services"]!.AsArray().Select(one => (string?)one!["code"]).ToList();
        Assert.Contains(shown.Code, codes);
        Assert.DoesNotContain(hidden.Code, codes);
        var fields = catalogue["services"]!.AsArray().Single(one => (string?)one!["code"] == "mo_ra")!["fields"]!.AsArray();
        Assert.Equal(["no", "commune"], fields.Select(field => (string?)field!["name"]));

        anyone.DefaultRequestHeaders.TryAddWithoutValidation("If-None-Match", answer.Headers.ETag!.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await anyone.GetAsync(FederationEndpoints.CataloguePath)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NoContent, (await steward.DeleteAsync($"/api/v1/exchange/services/{shown.Id}/federated")).StatusCode);
        await Task.Delay(300);
        var next = JsonNode.Parse(await anyone.GetStringAsync(FederationEndpoints.CataloguePath))!;
        Assert.True((long)next["sequence"]! > (long)catalogue["sequence"]!);
        Assert.DoesNotContain("mo_ra", next.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Important_data_is_never_listed()
    {
        var dataset = await both.There.OwnedAsync("rat_quan_trong", Classification.Important);
        var service = await both.There.PublishAsync(new(dataset.Name));
        var office = await both.There.AsAsync(Role.DataOffice);

        var answer = await office.PutAsync($"/api/v1/exchange/services/{service.Id}/federated", null);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("federation.not-listed", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var analyst = await both.There.AsAsync(Role.Analyst);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.PutAsync($"/api/v1/exchange/services/{service.Id}/federated", null)).StatusCode);
    }

    [Fact]
    public async Task A_peer_is_taken_by_the_fingerprint_that_its_people_told()
    {
        await using var site = await ProxyAsync();
        var office = await both.Here.AsAsync(Role.DataOffice);

        var other = await office.PostAsJsonAsync(Peers, new { address = site.Address, fingerprint = "00 11" });
        Assert.Contains("peer.fingerprint", await other.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var metadata = await office.PostAsJsonAsync(Peers, new { address = "http://169.254.169.254/latest", fingerprint = both.Fingerprint });
        Assert.Contains("upstream.private-address", await metadata.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var anyone = both.Here.Anyone();
        var itself = await office.PostAsJsonAsync(Peers, new { address = anyone.BaseAddress, fingerprint = both.Fingerprint });
        Assert.Contains("peer.own-instance", await itself.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await (await both.Here.AsAsync(Role.Steward)).PostAsJsonAsync(Peers, new { address = site.Address })).StatusCode);
    }

    [Fact]
    public async Task What_does_not_hold_is_told_with_its_cause_and_the_last_good_one_stays()
    {
        await both.OfferedAsync("giu_lai");
        (string Text, string? Signature)? forged = null;
        var isAway = false;
        await using var site = await ProxyAsync(() => forged, () => isAway);
        var peer = await RegisteredAsync(site);
        var good = (await both.There.Services.GetRequiredService<OwnCatalogue>().ReadAsync(default));
        var sound = ReadCatalogue.Parse(good.Content)!;

        foreach (var (content, signature, cause) in new (string, string?, string)[]
        {
            (good.Content.Replace("giu_lai", "doi_ten", StringComparison.Ordinal), good.Signature, "signature"),
            (good.Content, null, "signature"),
            Forged(sound with { Sequence = sound.Sequence - 1 }, "rolledBack"),
            Forged(sound with { Name = "khác mà cùng số" }, "rolledBack"),
            Forged(sound with { Sequence = sound.Sequence + 1, ExpiresAt = DateTimeOffset.UtcNow.AddMinutes(-1) }, "expired"),
            Forged(sound with { Sequence = sound.Sequence + 1, Instance = "GL" }, "otherInstance"),
            ("{}", Key.Sign("{}"), "malformed"),
        })
        {
            forged = (content, signature);
            var (seen, kept) = await FetchedAsync(peer);
            Assert.Equal(cause, seen);
            Assert.True(JsonNode.DeepEquals(JsonNode.Parse(good.Content), kept));
        }
        (forged, isAway) = (null, true);
        Assert.Equal("status", (await FetchedAsync(peer)).Cause);
        isAway = false;
        Assert.Null((await FetchedAsync(peer)).Cause);

        var office = await both.Here.AsAsync(Role.DataOffice);
        var page = await office.GetStringAsync($"/exchange/federation/{peer}");
        Assert.Contains("giu_lai", page, StringComparison.Ordinal);
        Assert.Contains("Danh mục không được nhận", page, StringComparison.Ordinal);
    }

    private (string, string?, string) Forged(Catalogue catalogue, string cause)
    {
        var content = JsonStorage.Write(catalogue);
        return (content, Key.Sign(content), cause);
    }

    /// <summary>Somebody between the two, who passes on what the other exchange says or puts something else in its place.</summary>
    private async Task<TestUpstream> ProxyAsync(Func<(string Text, string? Signature)?>? forged = null, Func<bool>? isAway = null) =>
        await TestUpstream.StartAsync(async context =>
        {
            using var anyone = both.There.Anyone();
            if (context.Request.Path == FederationEndpoints.CataloguePath && forged?.Invoke() is var (text, signature))
            {
                context.Response.Headers[FederationEndpoints.SignatureHeader] = signature;
                await context.Response.WriteAsync(text);
                return;
            }
            context.Response.StatusCode = isAway?.Invoke() == true ? 500 : 200;
            var answer = await anyone.GetAsync(context.Request.Path.Value);
            context.Response.Headers[FederationEndpoints.SignatureHeader] =
                answer.Headers.TryGetValues(FederationEndpoints.SignatureHeader, out var values) ? values.Single() : null;
            await context.Response.WriteAsync(await answer.Content.ReadAsStringAsync());
        });

    private async Task<Guid> RegisteredAsync(TestUpstream site)
    {
        var office = await both.Here.AsAsync(Role.DataOffice);
        var made = await office.PostAsJsonAsync(
            Peers, new { address = site.Address, fingerprint = both.Fingerprint.ToUpperInvariant().Replace(' ', ':') });
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync());
        var id = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        Assert.Null((await FetchedAsync(id)).Cause);
        return id;
    }

    private async Task<(string? Cause, JsonNode? Catalogue)> FetchedAsync(Guid peer)
    {
        var office = await both.Here.AsAsync(Role.DataOffice);
        await office.PostAsync($"{Peers}/{peer}/fetch", null);
        var read = JsonNode.Parse(await office.GetStringAsync($"{Peers}/{peer}"))!;
        return ((string?)read["peer"]!["cause"], read["catalogue"]);
    }
}
