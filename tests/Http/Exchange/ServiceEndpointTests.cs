using System.Net;
using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Services over the API and the pages: who may do what.</summary>
public sealed class ServiceEndpointTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Services = "/api/v1/exchange/services";

    [Fact]
    public async Task A_steward_drafts_the_data_office_publishes_and_others_find_it()
    {
        await host.OwnedAsync("wells_open");
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));

        var made = await steward.PostAsJsonAsync(Services, new { dataset = "wells_open", titleVi = "Tra cứu giếng", availability = 99.5 });

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var described = await made.Content.ReadFromJsonAsync<JsonElement>();
        var id = described.GetProperty("service").GetProperty("id").GetGuid();
        Assert.Equal(
            ["lookUp", "list", "existence", "changes", "bulk", "digest"],
            described.GetProperty("operations").EnumerateArray().Select(one => one.GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"{Services}/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await analyst.GetAsync($"/exchange/services/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsync($"{Services}/{id}/publish", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync($"{Services}/{id}/publish", null)).StatusCode);

        Assert.Contains($"{id}", await analyst.GetStringAsync($"{Services}?q=tra cuu gieng"), StringComparison.Ordinal);
        Assert.DoesNotContain($"{id}", await analyst.GetStringAsync($"{Services}?q=xe bus"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.PostAsync($"{Services}/{id}/deprecate", null)).StatusCode);
        var early = await steward.PostAsync($"{Services}/{id}/retire", null);
        Assert.Equal((HttpStatusCode.Conflict, "service.state"), (early.StatusCode, await early.CodeAsync()));
        var state = await (await steward.PostAsync($"{Services}/{id}/deprecate", null)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("deprecated", state.GetProperty("service").GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await office.PostAsync($"{Services}/{Guid.NewGuid()}/publish", null)).StatusCode);
    }

    [Fact]
    public async Task Without_a_key_rows_cannot_be_looked_up_by_it()
    {
        await host.OwnedAsync("wells_plain", withKey: false);
        var made = await (await host.AsAsync(Role.Steward)).PostAsJsonAsync(Services, new { dataset = "wells_plain" });

        Assert.DoesNotContain("lookUp", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_the_pages_a_service_is_drafted_published_and_found()
    {
        await host.OwnedAsync("wells_page", Classification.Core);
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));
        const string List = "/exchange/services";

        var refused = await PhusaHost.SubmitAsync(steward, List, List, ("dataset", "wells_page"), ("code", "sai mã"), ("availability", "nhiều"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Contains("sai mã", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var made = await PhusaHost.SubmitAsync(steward, List, List, ("dataset", "wells_page"), ("availability", "99,5"), ("answerMs", "300"));
        var page = made.Headers.Location!.OriginalString;
        Assert.DoesNotContain("wells_page", await analyst.GetStringAsync(List), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(office, page, $"{page}/state", ("state", "Published"));

        var shown = await analyst.GetStringAsync(page);
        Assert.Contains("99,5%", shown, StringComparison.Ordinal);
        Assert.Contains("Cốt lõi", shown, StringComparison.Ordinal);
        Assert.DoesNotContain($"{page}/state", shown, StringComparison.Ordinal);
        Assert.Contains("wells_page", await analyst.GetStringAsync(List), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await office.PostAsync($"{page}/state", new FormUrlEncodedContent([]))).StatusCode);
        Assert.Contains(List, await analyst.GetStringAsync("/exchange/members"), StringComparison.Ordinal);
    }
}
