using System.Net;
using System.Text.Json;
using Phusa.Exchange.Traffic;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Integrators over the API and the pages: their own member's systems, and nobody else's.</summary>
public sealed class IntegratorEndpointTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Api = "/api/v1/exchange";

    [Fact]
    public async Task An_integrator_registers_a_system_keeps_its_credentials_and_asks_for_it()
    {
        var service = await host.OfferedAsync("integrated_wells");
        var (office, steward, integrator) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await IntegratorAsync("ngoai"));
        var member = await OtherAsync(office);
        Assert.Equal("/exchange/systems", (await integrator.GetAsync("/exchange")).Headers.Location?.OriginalString);
        Assert.Contains($"/exchange/members/{member}/systems/new", await integrator.GetStringAsync("/exchange/systems"), StringComparison.Ordinal);

        var registered = await PhusaHost.SubmitAsync(
            integrator, $"/exchange/members/{member}/systems/new", $"/exchange/members/{member}/systems", ("code", "tich-hop"), ("name", "Trạm tích hợp"),
            ("level", "2"), ("contactName", "An"), ("contactEmail", "an@example.vn"), ("contactPhone", ""));
        var system = Guid.Parse(registered.Headers.Location!.OriginalString.Split('/')[^1]);
        Assert.Contains("Trạm tích hợp", await integrator.GetStringAsync("/exchange/systems?waiting=true"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await integrator.PostAsync($"{Api}/systems/{system}/activate", null)).StatusCode);
        await office.PostAsync($"{Api}/systems/{system}/activate", null);
        Assert.DoesNotContain("Trạm tích hợp", await integrator.GetStringAsync("/exchange/systems?waiting=true"), StringComparison.Ordinal);

        var (former, next) = (await SecretAsync(integrator, system, "Cũ"), await SecretAsync(integrator, system, "Mới"));
        foreach (var secret in new[] { former, next })
        {
            Assert.NotEmpty(await host.TokenAsync(system, secret.Secret));
        }
        Assert.Equal(HttpStatusCode.NoContent, (await integrator.DeleteAsync($"{Api}/systems/{system}/credentials/{former.Id}")).StatusCode);
        using var client = host.Anyone();
        Assert.Equal(HttpStatusCode.Unauthorized, (await ExchangeHost.AskAsync(
            client, "/oauth/token", ($"{system}", former.Secret), ("grant_type", "client_credentials"))).StatusCode);

        var asked = await integrator.PostAsJsonAsync($"{Api}/agreements", Order(system, service.Id));
        Assert.Equal(HttpStatusCode.Created, asked.StatusCode);
        var agreement = asked.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.Forbidden, (await integrator.PostAsync($"{agreement}/approve", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await steward.PostAsync($"{agreement}/approve", null)).StatusCode);
        Assert.Contains($"/exchange/agreements/{agreement.Split('/')[^1]}", await integrator.GetStringAsync($"/exchange/systems/{system}"), StringComparison.Ordinal);
        Assert.Contains("granted", await integrator.GetStringAsync($"{Api}/agreements?mine=true"), StringComparison.Ordinal);

        client.DefaultRequestHeaders.Authorization = new("Bearer", await host.TokenAsync(system, next.Secret));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/x/{PhusaHost.Department}/integrated_wells/v1/rows/1")).StatusCode);
        await host.Services.GetRequiredService<TrafficMeter>().FlushAsync(default);
        var traffic = await integrator.GetFromJsonAsync<JsonElement>($"{Api}/traffic?system={system}");
        Assert.Equal(1, traffic.GetProperty("total").GetProperty("calls").GetInt64());
        foreach (var page in new[]
        {
            $"/exchange/traffic?system={system}", $"/exchange/systems/{system}/check", $"/exchange/services/{service.Id}", "/exchange/status",
            $"/exchange/services/{service.Id}/operation?name=GET%20/rows", $"/exchange/systems/{system}/subscriptions/new", "/exchange/alerts",
        })
        {
            Assert.True((await integrator.GetAsync(page)).StatusCode == HttpStatusCode.OK, page);
        }
        Assert.Equal(HttpStatusCode.OK, (await integrator.PostAsJsonAsync($"{agreement}/end", new { reason = "Hết nhu cầu" })).StatusCode);
    }

    [Fact]
    public async Task Another_members_systems_agreements_and_traffic_are_not_theirs()
    {
        var service = await host.OfferedAsync("foreign_wells");
        var (client, agreement) = await host.GrantedAsync(service);
        await client.GetAsync($"/x/{PhusaHost.Department}/foreign_wells/v1/rows/1");
        await host.Services.GetRequiredService<TrafficMeter>().FlushAsync(default);
        var (office, stranger, system) = (await host.AsAsync(Role.DataOffice), await IntegratorAsync("la"), agreement.SystemId);
        await OtherAsync(office);
        var known = await stranger.GetFromJsonAsync<JsonElement>($"{Api}/systems/{system}");
        Assert.Equal(JsonValueKind.Null, known.GetProperty("contact").ValueKind);
        var member = known.GetProperty("member").GetGuid();

        foreach (var refused in new[]
        {
            await stranger.GetAsync($"{Api}/systems/{system}/credentials"),
            await stranger.GetAsync($"{Api}/systems/{system}/events"),
            await stranger.GetAsync($"/exchange/systems/{system}"),
            await stranger.GetAsync($"{Api}/systems/{system}/subscriptions"),
            await stranger.GetAsync($"/exchange/members/{member}/systems/new"),
            await stranger.PostAsJsonAsync($"{Api}/systems/{system}/credentials", new { kind = "secret", label = "x" }),
            await stranger.PutAsJsonAsync($"{Api}/systems/{system}", new { name = "x", contactName = "An", contactEmail = "an@example.vn" }),
            await stranger.PostAsJsonAsync($"{Api}/members/{member}/systems", new { code = "xy", name = "x", contactName = "An", contactEmail = "an@example.vn" }),
            await stranger.PostAsJsonAsync($"{Api}/agreements", Order(system, service.Id)),
        })
        {
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{refused.RequestMessage!.RequestUri} {refused.StatusCode}");
        }
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"{Api}/agreements/{agreement.Id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PostAsJsonAsync($"{Api}/agreements/{agreement.Id}/renew", new { validTo = "2099-01-01" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/exchange/systems/{system}/check")).StatusCode);
        Assert.DoesNotContain($"{system}", await stranger.GetStringAsync("/exchange/systems"), StringComparison.Ordinal);
        Assert.Equal(0, (await stranger.GetFromJsonAsync<JsonElement>($"{Api}/traffic?system={system}")).GetProperty("total").GetProperty("calls").GetInt64());
    }

    [Fact]
    public async Task Offering_services_and_deciding_on_requests_stays_with_the_steward()
    {
        var service = await host.OfferedAsync("kept_wells");
        var (_, agreement) = await host.GrantedAsync(service);
        var own = await host.AsAsync(Role.Integrator);

        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"{Api}/agreements/{agreement.Id}")).StatusCode);
        foreach (var refused in new[]
        {
            await own.PostAsJsonAsync($"{Api}/agreements/{agreement.Id}/suspend", new { reason = "x" }),
            await own.PostAsJsonAsync($"{Api}/agreements/{agreement.Id}/end", new { reason = "x" }),
            await own.PostAsJsonAsync($"{Api}/services", new { dataset = "kept_wells" }),
            await own.PostAsync($"{Api}/services/{service.Id}/deprecate", null),
            await own.PutAsJsonAsync($"{Api}/services/{service.Id}/upstream", new { address = "https://example.vn/" }),
            await own.GetAsync("/exchange/services/new"),
            await own.GetAsync("/exchange/federation"),
            await own.GetAsync("/desk"),
        })
        {
            Assert.True(refused.StatusCode == HttpStatusCode.Forbidden, $"{refused.RequestMessage!.RequestUri} {refused.StatusCode}");
        }
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Citizen)).GetAsync("/exchange/systems")).StatusCode);
    }

    [Fact]
    public async Task A_partners_integrator_is_named_by_the_administrator_and_keeps_its_systems_alone()
    {
        var (office, admin) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Administrator));
        var made = await office.PostAsJsonAsync($"{Api}/members", new { @class = "COM", code = "DOI-TAC", name = "Công ty Đối tác" });
        var member = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        var (own, stranger) = (await IntegratorAsync("doitac"), await IntegratorAsync("khac"));
        Task<HttpResponseMessage> RegisterAsync() => own.PostAsJsonAsync(
            $"{Api}/members/{member}/systems", new { code = "ban-hang", name = "Bán hàng", contactName = "An", contactEmail = "an@example.vn" });
        Assert.Equal(HttpStatusCode.Forbidden, (await RegisterAsync()).StatusCode);

        Assert.Contains("COM/DOI-TAC · Công ty Đối tác", await admin.GetStringAsync("/admin"), StringComparison.Ordinal);
        var accounts = host.Services.GetRequiredService<Accounts>();
        Assert.True((await accounts.GrantAsync("tichhop.doitac", [new(Role.Integrator, "COM/DOI-TAC")], default)).IsDone);
        Assert.False((await accounts.GrantAsync("tichhop.doitac", [new(Role.Steward, "COM/DOI-TAC")], default)).IsDone);

        var registered = await RegisterAsync();
        Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
        var system = registered.Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync($"{system}/credentials")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync($"{system}/credentials")).StatusCode);
        Assert.Contains("Bán hàng", await own.GetStringAsync("/exchange/systems"), StringComparison.Ordinal);
        Assert.DoesNotContain("Bán hàng", await stranger.GetStringAsync("/exchange/systems"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/exchange/reports/2026-01")).StatusCode);
        var other = await OtherAsync(office);
        Assert.Equal(HttpStatusCode.Forbidden, (await own.GetAsync($"/exchange/members/{other}/systems/new")).StatusCode);
    }

    private static object Order(Guid system, Guid service) => new
    {
        system, service, purpose = "Giải quyết thủ tục", legalBasis = "Nghị định 278/2025/NĐ-CP", fields = new[] { "no" }, validTo = "2099-12-31",
    };

    /// <summary>An account of its own, integrator of the other department.</summary>
    private async Task<HttpClient> IntegratorAsync(string name)
    {
        await host.Services.GetRequiredService<Accounts>().CreateAsync(
            $"tichhop.{name}", "Người tích hợp", PhusaHost.Password, [new(Role.Integrator, PhusaHost.OtherDepartment)], default);
        return await host.SignInAsync($"tichhop.{name}", PhusaHost.Password);
    }

    /// <summary>The other department takes part, whichever test comes first.</summary>
    private static async Task<Guid> OtherAsync(HttpClient office)
    {
        await office.PostAsJsonAsync($"{Api}/members", new { agency = PhusaHost.OtherDepartment });
        return (await office.GetFromJsonAsync<JsonElement>($"{Api}/members")).EnumerateArray()
            .Single(one => one.GetProperty("code").GetString() == PhusaHost.OtherDepartment).GetProperty("id").GetGuid();
    }

    private static async Task<(Guid Id, string Secret)> SecretAsync(HttpClient client, Guid system, string label)
    {
        var added = await client.PostAsJsonAsync($"{Api}/systems/{system}/credentials", new { kind = "secret", label });
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        var made = await added.Content.ReadFromJsonAsync<JsonElement>();
        return (made.GetProperty("credential").GetProperty("id").GetGuid(), made.GetProperty("secret").GetString()!);
    }
}
