using System.Net;
using System.Text.Json;
using Phusa.Exchange.Services;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange.Federation;

/// <summary>Agreements on services whose owner is no agency here: the data office answers in its stead.</summary>
public sealed class AnsweredInSteadTests(TwoExchanges both) : IClassFixture<TwoExchanges>
{
    private const string Agreements = "/api/v1/exchange/agreements";

    private const string Document = """
        openapi: 3.0.3
        info: { title: Giá điện, version: '1' }
        paths:
          /prices:
            get:
              responses:
                '200':
                  description: ok
                  content: { application/json: { schema: { type: object, properties: { price: { type: number } } } } }
        """;

    [Fact]
    public async Task What_a_peer_offers_is_granted_by_the_data_office_to_a_steward_who_asked()
    {
        var taken = await both.TakenAsync(await both.OfferedAsync("thay_loi"));
        var (office, steward) = (await both.Here.AsAsync(Role.DataOffice), await both.Here.AsAsync(Role.Steward));
        var system = (await both.Here.SystemAsync(await both.Here.OwnerAsync())).Id;

        var made = await steward.PostAsJsonAsync(Agreements, Order(system, taken, ["no", "commune"]));
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var agreement = made.Headers.Location!.OriginalString;
        var page = agreement.Replace("/api/v1", "", StringComparison.Ordinal);

        Assert.Equal("dataOffice", (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("answeredBy").GetString());
        Assert.DoesNotContain($"{page}/approve", await steward.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Contains("Cơ quan điều phối dữ liệu, thay cho", await office.GetStringAsync(page), StringComparison.Ordinal);
        Assert.Contains(agreement.Split('/')[^1], await office.GetStringAsync($"{Agreements}?mine=true"), StringComparison.Ordinal);
        var refused = await steward.PostAsync($"{agreement}/approve", null);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("agreement.not-yours", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(office, page, $"{page}/approve");
        Assert.Equal("granted", (await office.GetFromJsonAsync<JsonElement>(agreement)).GetProperty("state").GetString());
    }

    [Theory]
    [InlineData("shared", 1)]
    [InlineData("important", 2)]
    public async Task A_partners_data_takes_as_many_of_the_data_office_as_its_class_asks_for(string kind, int approvals)
    {
        var service = await OfPartnerAsync(kind);
        var (office, steward) = (await both.Here.AsAsync(Role.DataOffice), await both.Here.AsAsync(Role.Steward));
        var colleague = await ColleagueAsync($"dieuphoi-{kind}");
        var system = (await both.Here.SystemAsync(await both.Here.OwnerAsync())).Id;
        var agreement = (await steward.PostAsJsonAsync(Agreements, Order(system, service, ["price"]))).Headers.Location!.OriginalString;

        var first = await (await office.PostAsync($"{agreement}/approve", null)).Content.ReadFromJsonAsync<JsonElement>();
        var again = await office.PostAsync($"{agreement}/approve", null);

        Assert.Equal(approvals == 1 ? "granted" : "requested", first.GetProperty("state").GetString());
        Assert.Equal(approvals == 1 ? HttpStatusCode.Conflict : HttpStatusCode.Forbidden, again.StatusCode);
        if (approvals == 2)
        {
            var second = await (await colleague.PostAsync($"{agreement}/approve", null)).Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("granted", second.GetProperty("state").GetString());
            Assert.Equal(2, second.GetProperty("approvers").GetArrayLength());
        }
    }

    private static object Order(Guid system, Service service, string[] fields) => new
    {
        system, service = service.Id, purpose = "Lập dự toán", legalBasis = "Nghị định 278/2025/NĐ-CP", fields, validTo = "2099-01-31",
    };

    private async Task<Service> OfPartnerAsync(string kind)
    {
        await using var upstream = await TestUpstream.StartAsync(context => context.Response.WriteAsync("""{"price":1}"""));
        var partner = await both.Here.MemberAsync(new(Class: "COM", Code: $"DIEN-{kind.ToUpperInvariant()}", Name: "Công ty điện lực"));
        return await both.Here.PublishAsync(
            new(Kind: "rest", Member: partner, Code: "gia-dien", TitleVi: "Giá điện", Classification: kind, Document: Document),
            new($"{upstream.Address}"));
    }

    private async Task<HttpClient> ColleagueAsync(string name)
    {
        await using var scope = both.Here.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
            name, "Người thứ hai", PhusaHost.Password, [new(Role.DataOffice, PhusaHost.Province)], default);
        Assert.True(made.IsDone, string.Join("; ", made.Problems));
        return await both.Here.SignInAsync(name, PhusaHost.Password);
    }
}
