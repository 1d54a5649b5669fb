using System.Net;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Quality;

public sealed class IssueEndpointTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task A_refusal_has_its_code_and_the_status_of_its_reason()
    {
        var (steward, analyst) = (await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));
        var issue = await OpenAsync("roads_at_fault");
        var address = $"/api/v1/quality/issues/{issue.Id}";
        var named = new { assignee = "An" };

        await ExpectAsync(HttpStatusCode.NotFound, "issue.missing", steward.PostAsJsonAsync($"/api/v1/quality/issues/{Guid.NewGuid()}/assignee", named));
        await ExpectAsync(HttpStatusCode.Forbidden, "issue.not-yours", analyst.PostAsJsonAsync($"{address}/assignee", named));
        await ExpectAsync(HttpStatusCode.UnprocessableEntity, "issue.text-length", steward.PostAsJsonAsync($"{address}/comments", new { body = " " }));
        Assert.Equal(HttpStatusCode.NoContent, (await steward.PostAsJsonAsync($"{address}/assignee", named)).StatusCode);
        await FollowAsync(issue.DatasetId, 2, failed: 0);
        await ExpectAsync(HttpStatusCode.Conflict, "issue.closed", steward.PostAsJsonAsync($"{address}/assignee", named));
    }

    private static async Task ExpectAsync(HttpStatusCode status, string code, Task<HttpResponseMessage> asked)
    {
        using var answer = await asked;
        Assert.Equal((status, code), (answer.StatusCode, await answer.CodeAsync()));
    }

    private async Task<QualityIssue> OpenAsync(string dataset)
    {
        var made = await host.RegisterAsync(
            $$"""
            apiVersion: v3.1.0
            kind: DataContract
            id: test.{{dataset}}
            name: {{dataset}}
            version: 1.0.0
            status: active
            schema: [ { name: {{dataset}}, logicalType: object, properties: [ { name: a, logicalType: string } ] } ]
            customProperties: [ { property: phusa.agency, value: {{PhusaHost.Department}} }, { property: phusa.classification, value: shared } ]
            """);
        await FollowAsync(made.Id, 1, failed: 3);
        return Assert.Single(await host.Services.GetRequiredService<IssueBook>().ListAsync(made.Id, null, default));
    }

    private Task<int> FollowAsync(Guid dataset, long version, long failed) =>
        host.Services.GetRequiredService<Database>().WriteAsync(async session =>
        {
            var check = new Check("a.range", "range", ["a"], QualityCriterion.Correct, Severity.Error, Text.Pair("Từ 1 đến 5", "1 to 5"), Text.Same("x"));
            await IssueBook.FollowAsync(session, new(dataset, version, 10, new(null, null, null, null, null, null, null),
                [new CheckResult(check, 10, failed)], new DateTimeOffset(2026, 1, (int)version, 0, 0, 0, TimeSpan.Zero)), default);
            return 0;
        }, default);
}
