using System.Net;
using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Services;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Agreements over the API and the pages: who may ask, who answers, who looks.</summary>
public sealed class AgreementEndpointTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Agreements = "/api/v1/exchange/agreements";

    [Fact]
    public async Task The_consumer_asks_the_owner_answers_and_others_see_nothing()
    {
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));
        var order = await OrderAsync("asked_wells");

        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsJsonAsync(Agreements, order)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.PostAsJsonAsync(Agreements, order)).StatusCode);
        var made = await office.PostAsJsonAsync(Agreements, order);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var agreement = made.Headers.Location!.OriginalString;

        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync(agreement)).StatusCode);
        Assert.Equal("[]", await analyst.GetStringAsync(Agreements));
        Assert.Contains(agreement.Split('/')[^1], await steward.GetStringAsync($"{Agreements}?mine=true"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await (await host.AsAsync(Role.Auditor)).GetAsync(agreement)).StatusCode);
        foreach (var (deed, body) in Deeds)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await analyst.PostAsJsonAsync($"{agreement}/{deed}", body)).StatusCode);
            var refused = await office.PostAsJsonAsync($"{agreement}/{deed}", deed == "end" ? new { reason = "" } : body);
            Assert.Equal((deed, deed switch
            {
                "approve" or "refuse" => (HttpStatusCode.Forbidden, "agreement.not-yours"),
                "end" => (HttpStatusCode.UnprocessableEntity, "standing.reason-missing"),
                _ => (HttpStatusCode.Conflict, "agreement.state"),
            }), (deed, (refused.StatusCode, await refused.CodeAsync())));
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsJsonAsync($"{agreement}/renew", new { })).StatusCode);
        // The owner refuses by law; a request is withdrawn by who asked.
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsJsonAsync($"{agreement}/end", new { reason = "x" })).StatusCode);

        var granted = await (await steward.PostAsync($"{agreement}/approve", null)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("granted", granted.GetProperty("state").GetString());
        Assert.Equal("Người dùng Steward", granted.GetProperty("approvers")[0].GetString());
        Assert.Equal(
            HttpStatusCode.OK, (await steward.PostAsJsonAsync($"{agreement}/suspend", new { reason = "Gọi quá nhiều" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync($"{agreement}/resume", null)).StatusCode);
        var renewed = await office.PostAsJsonAsync($"{agreement}/renew", new { validTo = "2099-12-31" });
        Assert.Equal(HttpStatusCode.Created, renewed.StatusCode);
        Assert.Equal(
            agreement.Split('/')[^1], (await renewed.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("renews").GetString());
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsJsonAsync($"{agreement}/end", new { reason = "Hết nhu cầu" })).StatusCode);
    }

    [Fact]
    public async Task A_refusal_without_the_law_is_refused_itself()
    {
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var agreement = (await office.PostAsJsonAsync(Agreements, await OrderAsync("refused_wells"))).Headers.Location!.OriginalString;

        var refused = await steward.PostAsJsonAsync($"{agreement}/refuse", new { reason = "Không đúng mục đích" });
        Assert.Contains("agreement.citation-missing", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var done = await steward.PostAsJsonAsync($"{agreement}/refuse", new { reason = "Không đúng mục đích", citation = "Điều 3" });
        Assert.Equal("refused", (await done.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
    }

    [Fact]
    public async Task Core_data_takes_a_second_person()
    {
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var agreement = (await office.PostAsJsonAsync(Agreements, await OrderAsync("core_wells", Classification.Core))).Headers.Location!.OriginalString;

        var first = await (await steward.PostAsync($"{agreement}/approve", null)).Content.ReadFromJsonAsync<JsonElement>();
        var again = await steward.PostAsync($"{agreement}/approve", null);

        Assert.Equal("requested", first.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Forbidden, again.StatusCode);
        Assert.Contains("agreement.same-approver", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_bound_to_an_agreement_while_it_is_granted_to_the_system()
    {
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var made = await office.PostAsJsonAsync(Agreements, await OrderAsync("token_wells"));
        var agreement = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (id, system) = (agreement.GetProperty("id").GetGuid(), agreement.GetProperty("system").GetGuid());
        var other = await host.SystemAsync();
        var (own, foreign) = (await SecretAsync(system), await SecretAsync(other.Id));
        using var client = host.Anyone();
        async Task<JsonElement> AskAsync(Guid asker, string secret, string scope) => await (await ExchangeHost.AskAsync(
            client, "/oauth/token", ($"{asker}", secret), ("grant_type", "client_credentials"), ("scope", scope)))
            .Content.ReadFromJsonAsync<JsonElement>();
        async Task RefusedAsync(Guid asker, string secret, string scope) =>
            Assert.Equal("invalid_scope", (await AskAsync(asker, secret, scope)).GetProperty("error").GetString());

        await RefusedAsync(system, own, $"agreement:{id}");
        await steward.PostAsync($"{Agreements}/{id}/approve", null);
        var token = (await AskAsync(system, own, $"agreement:{id}")).GetProperty("access_token").GetString()!;
        await RefusedAsync(other.Id, foreign, $"agreement:{id}");
        await RefusedAsync(system, own, $"agreement:{Guid.NewGuid()}");
        await RefusedAsync(system, own, $"{id}");
        var told = await ExchangeHost.AskAsync(client, "/oauth/introspect", ($"{system}", own), ("token", token));
        Assert.Equal($"agreement:{id}", (await told.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("scope").GetString());
        await steward.PostAsJsonAsync($"{Agreements}/{id}/suspend", new { reason = "Thử" });
        await RefusedAsync(system, own, $"agreement:{id}");
    }

    [Fact]
    public async Task On_the_pages_access_is_asked_for_and_answered()
    {
        await host.OwnedAsync("paged_wells");
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));
        var service = await PublishedAsync("paged_wells");
        var (page, form) = ($"/exchange/services/{service}", $"/exchange/services/{service}/agreements");
        var system = (await host.SystemAsync()).Id.ToString();

        Assert.Contains($"{form}/new", await office.GetStringAsync(page), StringComparison.Ordinal);
        Assert.DoesNotContain($"{form}/new", await analyst.GetStringAsync(page), StringComparison.Ordinal);
        var refused = await PhusaHost.SubmitAsync(
            office, $"{form}/new", form, ("system", system), ("purpose", "Cấp nước đã gõ"), ("fields", "commune"), ("quotaPerDay", "nhiều"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var text = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Cấp nước đã gõ", text, StringComparison.Ordinal);
        Assert.Contains("value=\"commune\" checked", text, StringComparison.Ordinal);
        var made = await PhusaHost.SubmitAsync(
            office, $"{form}/new", form, ("system", system), ("purpose", "Cấp nước"), ("legalBasis", "Luật"), ("fields", "no"),
            ("hoursFrom", "07:30"), ("hoursTo", "17:00"), ("validTo", "2099-01-31"), ("needsCase", "true"));
        var agreement = made.Headers.Location!.OriginalString;
        Assert.Contains("07:30–17:00", await office.GetStringAsync(agreement), StringComparison.Ordinal);
        Assert.DoesNotContain($"{agreement}/approve", await office.GetStringAsync(agreement), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync(agreement)).StatusCode);

        await PhusaHost.SubmitAsync(steward, agreement, $"{agreement}/approve");

        Assert.Contains($"{agreement}/suspend", await steward.GetStringAsync(agreement), StringComparison.Ordinal);
        Assert.Contains(agreement, await steward.GetStringAsync("/exchange/agreements?mine=true"), StringComparison.Ordinal);
        Assert.Contains(agreement, await steward.GetStringAsync(page), StringComparison.Ordinal);
        var renewed = await PhusaHost.SubmitAsync(office, agreement, $"{agreement}/renew", ("validTo", "2099-12-31"));
        Assert.Contains(agreement, await office.GetStringAsync(renewed.Headers.Location!.OriginalString), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await steward.PostAsync($"{agreement}/suspend", new FormUrlEncodedContent([]))).StatusCode);
    }

    private static (string, object)[] Deeds =>
    [
        ("approve", new { }), ("refuse", new { reason = "x", citation = "y" }), ("suspend", new { reason = "x" }), ("resume", new { }),
        ("end", new { reason = "x" }), ("renew", new { }),
    ];

    /// <summary>A partner's system asks for a published service of the department.</summary>
    private async Task<object> OrderAsync(string dataset, Classification classification = Classification.Shared)
    {
        await host.OwnedAsync(dataset, classification);
        var service = await PublishedAsync(dataset);
        return new
        {
            system = (await host.SystemAsync()).Id, service, purpose = "Cấp nước", legalBasis = "Luật Tài nguyên nước",
            fields = new[] { "no", "commune" }, condition = "commune=eq.23560", validTo = "2099-01-31",
        };
    }

    private async Task<string> SecretAsync(Guid system) => (await host.Services.GetRequiredService<AddCredential>().RunAsync(
        ExchangeHost.Office, system, new("secret", "Thử"), default)).Value!.Secret!;

    private async Task<Guid> PublishedAsync(string dataset)
    {
        var service = (await host.Services.GetRequiredService<DraftServiceVersion>().RunAsync(ExchangeHost.Office, new(dataset), default)).Value!;
        await host.Services.GetRequiredService<ChangeServiceState>().RunAsync(ExchangeHost.Office, service.Id, ServiceState.Published, default);
        return service.Id;
    }
}
