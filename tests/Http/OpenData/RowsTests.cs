using System.Net;
using System.Text.Json.Nodes;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed class RowsTests(PortalHost host)
{
    [Fact]
    public async Task Rows_are_filtered_sorted_and_chosen_by_their_address()
    {
        var answer = await host.JsonAsync("/api/v1/datasets/roads/rows?length_km=gte.1&sort=-length_km&select=code,length_km");
        Assert.Equal(["A1", "A2"], answer["rows"]!.AsArray().Select(row => (string?)row!["code"]));
        Assert.Equal(13, (double)answer["rows"]![0]!["length_km"]!);
        Assert.Equal(2, (long)answer["version"]!);
    }

    [Fact]
    public async Task Conditions_are_joined_by_or_in_the_address_of_rows_downloads_and_pages()
    {
        const string either = "or=(code.eq.A4,and(length_km.gt.10,name.like.quoc))";
        var answer = await host.JsonAsync($"/api/v1/datasets/roads/rows?sort=code&{either}");
        Assert.Equal(["A1", "A4"], answer["rows"]!.AsArray().Select(row => (string?)row!["code"]));
        var file = await host.Client().GetStringAsync($"/api/v1/datasets/roads/download?format=csv&not.{either}");
        Assert.Contains("A2", file, StringComparison.Ordinal);
        Assert.DoesNotContain("A1", file, StringComparison.Ordinal);
        var page = await host.Client().GetStringAsync($"/datasets/roads?{either}");
        Assert.Contains("Ngõ bốn", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Đường tỉnh hai", page, StringComparison.Ordinal);
        Assert.Contains("or (code.eq.A4,and(length_km.gt.10,name.like.quoc))", page, StringComparison.Ordinal);
        var problem = await host.JsonAsync("/api/v1/datasets/roads/rows?or=(code.eq.A4,lenght_km.gt.1)", HttpStatusCode.BadRequest);
        Assert.Equal("query.unknown-field", (string?)problem["codes"]![0]);
    }

    [Fact]
    public async Task A_query_may_be_sent_as_json_and_grouped()
    {
        var answer = await host.Client().PostAsJsonAsync("/api/v1/datasets/roads/query", new { agg = new[] { "sum.length_km" } });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var body = await answer.Content.ReadFromJsonAsync<JsonObject>();
        Assert.Equal(20.5, (double)body!["rows"]![0]!["sum_length_km"]!);
    }

    [Fact]
    public async Task Every_fault_of_a_query_is_told_at_once()
    {
        var problem = await host.JsonAsync("/api/v1/datasets/roads/rows?lenght_km=gte.x&limit=0", HttpStatusCode.BadRequest);
        Assert.True(problem["problems"]!.AsArray().Count >= 2);
        Assert.All(problem["codes"]!.AsArray(), code => Assert.StartsWith("query", (string?)code, StringComparison.Ordinal));
        Assert.Equal("format.unknown", (string?)(await host.JsonAsync("/api/v1/datasets/roads/rows?format=doc", HttpStatusCode.BadRequest))["codes"]![0]);
    }

    [Fact]
    public async Task Rows_carry_a_tag_of_the_version_and_query()
    {
        var client = host.Client();
        var first = await client.GetAsync("/api/v1/datasets/roads/rows?limit=2");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/api/v1/datasets/roads/rows?limit=2");
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
        Assert.NotEqual(first.Headers.ETag, (await client.GetAsync("/api/v1/datasets/roads/rows?limit=1")).Headers.ETag);
    }

    [Theory]
    [InlineData("csv", "text/csv")]
    [InlineData("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("ndjson", "application/x-ndjson")]
    [InlineData("json", "application/json")]
    [InlineData("parquet", "application/vnd.apache.parquet")]
    public async Task Downloads_come_as_files(string format, string type)
    {
        var answer = await host.Client().GetAsync($"/api/v1/datasets/roads/download?format={format}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("roads-v2.", answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'), StringComparison.Ordinal);
        Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 20);
    }

    [Fact]
    public async Task A_row_is_found_by_its_key_and_a_missing_one_is_missing()
    {
        var answer = await host.JsonAsync("/api/v1/datasets/roads/rows/A1");
        Assert.Equal("Quốc lộ một", (string?)answer["row"]!["name"]);
        Assert.Equal("******5678", (string?)answer["row"]!["phone"]);
        Assert.Equal("row.missing", (string?)(await host.JsonAsync("/api/v1/datasets/roads/rows/A3", HttpStatusCode.NotFound))["codes"]![0]);
    }

    [Fact]
    public async Task Rows_of_shared_data_are_refused_to_citizens_with_the_reason()
    {
        var problem = await host.JsonAsync("/api/v1/datasets/shared_demo/rows", HttpStatusCode.Forbidden);
        Assert.Equal("row.refused", (string?)problem["codes"]![0]);
        Assert.NotEmpty((string)problem["detail"]!);
        await host.JsonAsync("/api/v1/datasets/people_demo/rows", HttpStatusCode.NotFound);
        await host.JsonAsync("/api/v1/datasets/coming/rows", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Reading_personal_data_in_clear_is_recorded_before_it_is_sent()
    {
        var steward = await host.StewardAsync();
        var rows = await host.JsonAsync("/api/v1/datasets/people_demo/rows?purpose=kiem+tra", by: steward);
        Assert.Equal("0912345678", (string?)rows["rows"]![0]!["phone"]);
        var reads = await host.Services.GetRequiredService<PersonalReads>()
            .ListAsync("people_demo", DateTimeOffset.UtcNow.AddMinutes(1), 10, default);
        Assert.Contains(reads, read => read.Purpose == "kiem tra" && read.Fields.Contains("phone") && read.AccountName.Length > 0);
    }
}
