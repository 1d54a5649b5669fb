using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Catalog;

/// <summary>A contract's way from a steward's proposal into force, by the API and by the pages.</summary>
public sealed class ContractLifeTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task A_new_dataset_begins_with_an_approved_proposal()
    {
        var (steward, office) = (await host.AsAsync(Role.Steward), await host.AsAsync(Role.DataOffice));
        var proposed = await ProposeAsync(steward, Contract("life_new", "1.0.0"));
        Assert.Equal(HttpStatusCode.Created, proposed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/datasets/life_new/contract")).StatusCode);

        var approved = await office.PostAsync(proposed.Headers.Location!.OriginalString + "/approve", null);

        Assert.Equal("approved", (await approved.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        Assert.Contains("life_new", await steward.GetStringAsync("/datasets/life_new/contract"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict,
            (await office.PostAsync(proposed.Headers.Location!.OriginalString + "/approve", null)).StatusCode);
    }

    [Fact]
    public async Task The_review_tells_what_breaks_and_old_versions_stay_readable()
    {
        await host.RegisterAsync(Contract("life_change", "1.0.0"));
        var (steward, office) = (await host.AsAsync(Role.Steward), await host.AsAsync(Role.DataOffice));
        var proposed = await ProposeAsync(steward, Contract("life_change", "2.0.0", field: "amount"));
        var at = proposed.Headers.Location!.OriginalString;

        var review = await office.GetFromJsonAsync<JsonElement>(at);
        Assert.Contains(review.GetProperty("changes").EnumerateArray(),
            change => change.GetProperty("kind").GetString() == "breaking");
        Assert.True(review.GetProperty("isRaisedEnough").GetBoolean());
        Assert.Equal("2.0.0", review.GetProperty("neededVersion").GetString());
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsync(at + "/approve", null)).StatusCode);

        Assert.Contains("name: title", await steward.GetStringAsync("/datasets/life_change/contract.yaml?version=1.0.0"), StringComparison.Ordinal);
        Assert.Contains("name: amount", await steward.GetStringAsync("/datasets/life_change/contract.yaml"), StringComparison.Ordinal);
        var page = await steward.GetStringAsync("/datasets/life_change/contract?version=1.0.0");
        Assert.Contains("bản đang áp dụng là 2.0.0", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync("/datasets/life_change/contract?version=9.0.0")).StatusCode);
    }

    [Fact]
    public async Task A_proposal_is_refused_with_its_code()
    {
        await host.RegisterAsync(Contract("life_refused", "1.1.0"));
        await host.RegisterAsync(Contract("life_theirs", "1.0.0", agency: PhusaHost.OtherDepartment));
        var steward = await host.AsAsync(Role.Steward);

        await RefusedAsync(steward, Contract("life_refused", "1.2.0", field: "amount"), 422, "contract.version-too-low");
        await RefusedAsync(steward, Contract("life_refused", "1.1.0", field: "amount"), 409, "contract.version-taken");
        await RefusedAsync(steward, Contract("life_refused", "1.1.0"), 422, "proposal.nothing-new");
        await RefusedAsync(steward, Contract("life_x", "1.0.0", agency: "H99"), 422, "proposal.agency-unknown");
        await RefusedAsync(steward, Contract("life_x", "1.0.0", agency: PhusaHost.OtherDepartment), 403, "proposal.not-yours");
        await RefusedAsync(steward, Contract("life_theirs", "2.0.0"), 403, "proposal.not-yours");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ProposeAsync(steward, "name: [")).StatusCode);
    }

    [Fact]
    public async Task Who_proposes_does_not_decide_and_a_decision_needs_the_office()
    {
        var steward = await host.AsAsync(Role.Steward);
        var at = (await ProposeAsync(steward, Contract("life_roles", "1.0.0"))).Headers.Location!.OriginalString;

        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsync(at + "/approve", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden,
            (await ProposeAsync(await host.AsAsync(Role.DataOffice), Contract("life_roles", "1.0.0"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await steward.GetAsync(at)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.Analyst)).GetAsync(at)).StatusCode);
    }

    [Fact]
    public async Task A_declined_proposal_keeps_its_reason_and_a_newer_one_replaces_one_that_waits()
    {
        var (steward, office) = (await host.AsAsync(Role.Steward), await host.AsAsync(Role.DataOffice));
        var first = (await ProposeAsync(steward, Contract("life_again", "1.0.0"))).Headers.Location!.OriginalString;
        var second = (await ProposeAsync(steward, Contract("life_again", "1.0.0", field: "amount"))).Headers.Location!.OriginalString;

        Assert.Equal("replaced", (await office.GetFromJsonAsync<JsonElement>(first)).GetProperty("proposal").GetProperty("state").GetString());
        var empty = await office.PostAsJsonAsync(second + "/decline", new { reason = " " });
        Assert.Contains("proposal.reason-missing", await empty.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var declined = await office.PostAsJsonAsync(second + "/decline", new { reason = "Thiếu căn cứ pháp lý" });
        Assert.Equal(HttpStatusCode.OK, declined.StatusCode);

        var page = await steward.GetStringAsync(second.Replace("/api/v1", "", StringComparison.Ordinal));
        Assert.Contains("Thiếu căn cứ pháp lý", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/approve", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_propose_and_decide_without_scripts()
    {
        var (steward, office) = (await host.AsAsync(Role.Steward), await host.AsAsync(Role.DataOffice));
        var wrong = await FillInAsync(steward, "name: x", "thử");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        Assert.Contains(">name: x</textarea>", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var sent = await FillInAsync(steward, Contract("life_page", "1.0.0"), "Kế hoạch 2026");
        var at = sent.Headers.Location!.OriginalString;
        Assert.Contains("life_page", await office.GetStringAsync("/office"), StringComparison.Ordinal);
        Assert.Contains("Kế hoạch 2026", await office.GetStringAsync(at), StringComparison.Ordinal);
        Assert.Equal(at, (await PhusaHost.SubmitAsync(office, at, at + "/approve")).Headers.Location!.OriginalString);

        Assert.Contains("Quy chuẩn đã có hiệu lực.", await office.GetStringAsync(at), StringComparison.Ordinal);
        Assert.DoesNotContain(at, await office.GetStringAsync("/office"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_not_be_known_of_has_no_contract_page()
    {
        await host.RegisterAsync(Contract("life_core", "1.0.0", classification: "core"));
        using var anyone = host.Anyone();

        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/datasets/life_core/contract")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync("/datasets/life_core/contract.yaml")).StatusCode);
        Assert.Equal(HttpStatusCode.OK,
            (await (await host.AsAsync(Role.Steward)).GetAsync("/datasets/life_core/contract")).StatusCode);
    }

    /// <summary>The form may carry a file, so it is sent in parts.</summary>
    private static async Task<HttpResponseMessage> FillInAsync(HttpClient steward, string yaml, string note)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await PhusaHost.TokenAsync(steward, "/contracts/propose")), PhusaHost.TokenField },
            { new StringContent(yaml), "yaml" },
            { new StringContent(note), "note" },
        };
        return await steward.PostAsync("/contracts/propose", form);
    }

    private static async Task RefusedAsync(HttpClient steward, string yaml, int status, string code)
    {
        var answer = await ProposeAsync(steward, yaml);
        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal([code], problem.GetProperty("codes").EnumerateArray().Select(one => one.GetString()));
    }

    private static Task<HttpResponseMessage> ProposeAsync(HttpClient steward, string yaml) =>
        steward.PostAsync("/api/v1/contracts", new StringContent(yaml, Encoding.UTF8, "application/yaml"));

    private static string Contract(
        string name, string version, string field = "title", string agency = PhusaHost.Department,
        string classification = "open") => string.Create(CultureInfo.InvariantCulture,
        $$"""
        apiVersion: v3.1.0
        kind: DataContract
        id: vn.test.{{name}}
        name: {{name}}
        version: {{version}}
        status: active
        schema:
          - name: rows
            logicalType: object
            properties:
              - name: no
                logicalType: integer
                primaryKey: true
                primaryKeyPosition: 1
                required: true
              - name: {{field}}
                logicalType: string
        customProperties:
          - { property: phusa.titleVi, value: "Bộ {{name}}" }
          - { property: phusa.agency, value: {{agency}} }
          - { property: phusa.classification, value: {{classification}} }
        """);
}
