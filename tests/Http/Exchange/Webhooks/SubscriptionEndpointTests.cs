using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange.Webhooks;

/// <summary>Subscriptions over the API and the pages: who may do what, and what an address has to prove.</summary>
public sealed partial class SubscriptionEndpointTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private static readonly string[] Events = ["service.published", "agreement.granted"];

    [Fact]
    public async Task An_address_is_told_nothing_before_it_answers_a_test()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var office = await host.AsAsync(Role.DataOffice);
        var system = (await host.SystemAsync()).Id;
        var made = await office.PostAsJsonAsync(WebhookSite.Subscriptions(system), new { address = receiver.Address, events = Events });
        var url = made.Headers.Location!.OriginalString;
        await host.PublishedAsync("untested_wells");
        await Task.Delay(2500);
        Assert.Empty(receiver.All);
        Assert.Equal("unverified", (await office.GetFromJsonAsync<JsonElement>(url)).GetProperty("state").GetString());

        var tested = await office.PostAsync($"{url}/test", null);

        Assert.Equal(204, (await tested.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
        var secret = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
        var test = Assert.Single(receiver.All);
        Assert.True(test.IsSignedWith(secret));
        Assert.Equal("webhook.test", test.Type);
        Assert.DoesNotContain(secret, await office.GetStringAsync(url), StringComparison.Ordinal);
        var soon = await office.PostAsync($"{url}/test", null);
        Assert.Equal((HttpStatusCode.Conflict, "subscription.test-too-soon"), (soon.StatusCode, await soon.CodeAsync()));
        await host.PublishedAsync("tested_wells");
        Assert.Equal("service.published", (await receiver.EventsAsync(1))[0].Type);
        Assert.Single(receiver.Events);
    }

    [Fact]
    public async Task Nothing_is_sent_into_networks_that_are_not_named_nor_after_a_redirect()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var subscriptions = WebhookSite.Subscriptions((await host.SystemAsync()).Id);
        foreach (var address in new[] { "https://10.0.0.1/", "https://169.254.169.254/", "https://[fd00::1]/", "http://8.8.8.8/" })
        {
            var refused = await office.PostAsJsonAsync(subscriptions, new { address, events = Events });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Contains("subscription.address-private", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        var unknown = await office.PostAsJsonAsync(subscriptions, new { address = "https://khong-co.invalid/", events = Events });
        Assert.Contains("subscription.address-unresolved", await unknown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await using var elsewhere = await TestReceiver.StartAsync();
        await using var upstream = await TestUpstream.StartAsync(http =>
        {
            http.Response.Redirect(elsewhere.Address, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });
        var made = await office.PostAsJsonAsync(subscriptions, new { address = upstream.Address.AbsoluteUri, events = Events });
        var tested = await office.PostAsync($"{made.Headers.Location!.OriginalString}/test", null);
        Assert.Contains("subscription.test-failed", await tested.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("307", await tested.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(elsewhere.All);
    }

    [Fact]
    public async Task A_system_keeps_its_own_subscriptions_with_its_token_and_no_others()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var (system, other) = (await host.SystemAsync(), await host.SystemAsync());
        var credential = await host.CredentialAsync(system);
        using var client = host.Anyone();
        client.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Bearer", await host.TokenAsync(system.Id, credential.Secret!));

        var made = await client.PostAsJsonAsync(WebhookSite.Subscriptions(system.Id), new { address = receiver.Address, events = Events });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var url = made.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync($"{url}/test", null)).StatusCode);
        Assert.Equal(system.Name, (await client.GetFromJsonAsync<JsonElement>(url)).GetProperty("createdBy").GetString());
        var changed = await client.PutAsJsonAsync(url, new { events = new[] { "service.retired" } });
        Assert.Equal("service.retired", (await changed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("events")[0].GetString());
        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync(WebhookSite.Subscriptions(other.Id))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{WebhookSite.Subscriptions(system.Id)}/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await client.DeleteAsync(url)).StatusCode);
        Assert.Equal(0, (await client.GetFromJsonAsync<JsonElement>(WebhookSite.Subscriptions(system.Id))).GetArrayLength());
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "x.y.z");
        var forged = await client.GetAsync(WebhookSite.Subscriptions(system.Id));
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Contains("subscription.no-keeper", await forged.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stewards_keep_their_own_auditors_look_and_others_see_nothing()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var member = await host.MemberAsync(new(PhusaHost.OtherDepartment));
        var subscriptions = WebhookSite.Subscriptions((await host.SystemAsync(member)).Id);
        var (office, steward, auditor) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Auditor));
        var order = new { address = receiver.Address, events = Events };
        var url = (await office.PostAsJsonAsync(subscriptions, order)).Headers.Location!.OriginalString;
        var page = url.Replace("/api/v1", "", StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync(url)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync(page)).StatusCode);
        Assert.DoesNotContain($"{page}/test", await auditor.GetStringAsync(page), StringComparison.Ordinal);
        foreach (var (one, mayLook) in new[] { (steward, false), (auditor, true) })
        {
            Assert.Equal(mayLook ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await one.GetAsync($"{url}/deliveries")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.PostAsJsonAsync(subscriptions, order)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.PutAsJsonAsync(url, order)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.PostAsync($"{url}/test", null)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.PostAsJsonAsync($"{url}/rotate", new { })).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.PostAsJsonAsync($"{url}/replay", new { since = DateTimeOffset.UtcNow })).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.PostAsync($"{url}/deliveries/{Guid.NewGuid()}/replay", null)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.DeleteAsync(url)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await one.GetAsync($"{page[..page.LastIndexOf('/')]}/new")).StatusCode);
        }
        foreach (var outsider in new[] { host.Anyone(), await host.AsAsync(Role.Citizen) })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await outsider.GetAsync(url)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await outsider.PostAsJsonAsync(subscriptions, order)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.GetAsync(page)).StatusCode);
        var hours = await office.PostAsJsonAsync($"{url}/rotate", new { hours = 169 });
        Assert.Contains("subscription.hours-invalid", await hours.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains("dataset.version", await host.Anyone().GetStringAsync("/api/v1/exchange/event-kinds"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_pages_a_subscription_is_made_tested_watched_and_removed()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var system = (await host.SystemAsync()).Id;
        var office = await host.AsAsync(Role.DataOffice);
        var (list, home) = ($"/exchange/systems/{system}/subscriptions", $"/exchange/systems/{system}");
        Assert.Contains($"{list}/new", await office.GetStringAsync(home), StringComparison.Ordinal);
        var refused = await PhusaHost.SubmitAsync(
            office, $"{list}/new", list, ("address", "https://10.0.0.1/da-go"), ("events", "service.published"), ("datasets", "khong_co"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Contains("https://10.0.0.1/da-go", text, StringComparison.Ordinal);
        Assert.Contains("value=\"service.published\" checked", text, StringComparison.Ordinal);
        Assert.Contains("khong_co", text, StringComparison.Ordinal);

        var page = (await PhusaHost.SubmitAsync(
            office, $"{list}/new", list, ("address", receiver.Address), ("events", "service.published"), ("events", "service.retired")))
            .Headers.Location!.OriginalString;
        var secret = Secret().Match(WebUtility.HtmlDecode(await office.GetStringAsync(page))).Value;
        Assert.DoesNotContain("whsec_", await office.GetStringAsync(page), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(office, page, $"{page}/test");
        Assert.Contains("Đang gửi", await office.GetStringAsync(page), StringComparison.Ordinal);
        Assert.True(Assert.Single(receiver.All).IsSignedWith(secret));
        Assert.Contains(page, await office.GetStringAsync(home), StringComparison.Ordinal);

        await host.PublishedAsync("paged_events");
        await office.UntilAsync($"/api/v1{page}/deliveries?state=delivered", all => all.GetArrayLength() == 1);
        var delivery = Delivery().Match(await office.GetStringAsync($"{page}?state=delivered")).Value;
        Assert.Contains(receiver.Events.First().Id, await office.GetStringAsync(delivery), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(office, delivery, $"{delivery}/replay");
        await receiver.EventsAsync(2);
        var sent = await PhusaHost.SubmitAsync(
            office, page, $"{page}/replay", ("since", DateTime.UtcNow.AddHours(6).ToString("yyyy-MM-ddTHH:mm", null)), ("delivered", "true"));
        Assert.Equal(page, sent.Headers.Location!.OriginalString);
        await receiver.EventsAsync(3);
        await PhusaHost.SubmitAsync(office, page, $"{page}/rotate", ("hours", "24"));
        Assert.NotEqual(secret, Secret().Match(WebUtility.HtmlDecode(await office.GetStringAsync(page))).Value);
        var unchosen = await PhusaHost.SubmitAsync(office, page, page, ("datasets", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, unchosen.StatusCode);
        await PhusaHost.SubmitAsync(office, page, page, ("events", "service.deprecated"));
        Assert.Contains("service.deprecated", await office.GetStringAsync(home), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await office.PostAsync($"{page}/remove", new FormUrlEncodedContent([]))).StatusCode);
        await PhusaHost.SubmitAsync(office, page, $"{page}/remove");
        Assert.Equal(HttpStatusCode.NotFound, (await office.GetAsync(page)).StatusCode);
    }

    [GeneratedRegex("whsec_[A-Za-z0-9+/=]+")]
    private static partial Regex Secret();

    [GeneratedRegex("/exchange/systems/[^\"]+/deliveries/[0-9a-f-]+")]
    private static partial Regex Delivery();
}
