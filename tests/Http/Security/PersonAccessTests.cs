using System.Net;
using System.Text.Json.Nodes;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Security;

public sealed class PersonAccessTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    private const string Number = "064093000017";

    [Fact]
    public async Task Whoever_looked_a_person_up_is_named_in_a_sentence_and_the_look_itself_is_recorded()
    {
        var facts = new DatasetFacts(
            "residents_seen", PhusaHost.Department, DatasetClass.Restricted, [new("name", PersonalDataClass.Basic)]);
        var caller = new Caller(
            Guid.NewGuid(), "Nguyễn Thị Lan", [new(Role.Steward, PhusaHost.Department)], SignInMethod.Session, "xác minh", "10.0.0.7");
        var request = new AccessRequest(caller, facts);
        var decision = AccessDecision.Of(request, AgencyTree.Empty);
        var reads = host.Services.GetRequiredService<PersonalReads>();
        await reads.RecordAsync(request, decision, "3", 1, $"cccd={Number}", default);
        await reads.RecordAsync(request, decision, "3", 9, "commune=23560", default);
        var auditor = await host.AsAsync(Role.Auditor);

        var answer = await auditor.PostAsJsonAsync("/api/v1/ledger/person", new { citizenNumber = Number });
        var accesses = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["accesses"]!.AsArray();
        var only = Assert.Single(accesses)!;
        Assert.Equal("residents_seen", (string?)only["dataset"]);
        Assert.Equal(("xác minh", "asked"), ((string?)only["purpose"], (string?)only["learned"]));
        var page = await (await PhusaHost.SubmitAsync(auditor, "/audit/person", "/audit/person", ("citizenNumber", Number)))
            .Content.ReadAsStringAsync();
        Assert.Contains("Nguyễn Thị Lan (Cán bộ đầu mối dữ liệu, ", page, StringComparison.Ordinal);
        Assert.Contains(") đã tra cứu name trong bộ dữ liệu “residents_seen”, và được xem nếu có bản ghi. Lý do: xác minh.", page, StringComparison.Ordinal);
        Assert.Contains(" đã tra cứu danh sách những ai đã xem dữ liệu của người này. Không nêu lý do.", page, StringComparison.Ordinal);
        var proof = await auditor.GetAsync($"/api/v1/ledger/entries/{(long)only["seq"]!}/proof");
        Assert.Equal(HttpStatusCode.OK, proof.StatusCode);
    }

    [Fact]
    public async Task A_purpose_that_names_a_person_is_refused_before_it_is_written()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me");
        asked.Headers.Add(HttpCaller.PurposeHeader, Uri.EscapeDataString($"xác minh {Number}"));
        var refused = await (await host.AsAsync(Role.Steward)).SendAsync(asked);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("purpose.person", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task A_page_has_from_one_to_a_thousand_accesses_and_a_refused_look_is_none(int limit)
    {
        var auditor = await host.AsAsync(Role.Auditor);
        var before = await host.LedgerSizeAsync();

        var refused = await auditor.PostAsJsonAsync("/api/v1/ledger/person", new { citizenNumber = Number, limit });

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "accesses.limit"), (refused.StatusCode, await refused.CodeAsync()));
        Assert.Equal(before, await host.LedgerSizeAsync());
    }

    [Fact]
    public async Task What_is_no_citizen_number_is_refused_and_only_auditors_may_ask()
    {
        var auditor = await host.AsAsync(Role.Auditor);
        var refused = await auditor.PostAsJsonAsync("/api/v1/ledger/person", new { citizenNumber = "123" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var problem = (await refused.Content.ReadFromJsonAsync<JsonNode>())!;
        Assert.Equal("identifier.zeros-lost", (string?)problem["codes"]![0]);
        Assert.Equal("citizenNumber", (string?)problem["problems"]![0]!["field"]);
        Assert.Equal((string?)problem["problems"]![0]!["message"], (string?)problem["detail"]);
        var page = await PhusaHost.SubmitAsync(auditor, "/audit/person", "/audit/person", ("citizenNumber", "123"));
        Assert.Contains("field-error", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Administrator))
            .PostAsJsonAsync("/api/v1/ledger/person", new { citizenNumber = Number })).StatusCode);
    }
}
