using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Phusa.Tests.Http.OpenData;

/// <summary>A contract in the forms that other tools read.</summary>
[Collection(PortalHostGroup.Name)]
public sealed class ContractFormTests(PortalHost host)
{
    [Fact]
    public async Task The_catalogue_for_other_portals_has_what_anybody_may_know_of()
    {
        var answer = await host.Client().GetAsync("/datasets.jsonld");
        Assert.Equal("application/ld+json", answer.Content.Headers.ContentType?.MediaType);
        var graph = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["@graph"]!.AsArray();

        var (catalogue, page) = (graph[0]!, graph[1]!);
        Assert.Equal("dcat:Catalog", (string?)catalogue["@type"]);
        Assert.Equal("Danh mục dữ liệu · tỉnh Thử", (string?)catalogue["title"]!["vi"]);
        Assert.Equal("Uỷ ban nhân dân tỉnh Thử", (string?)catalogue["publisher"]!["name"]!["vi"]);
        var datasets = catalogue["dataset"]!.AsArray();
        Assert.Equal(datasets.Count, (int)page["totalItems"]!);
        var identifiers = datasets.Select(dataset => (string?)dataset!["identifier"]).ToList();
        Assert.Contains("test.roads", identifiers);
        Assert.DoesNotContain("test.people_demo", identifiers);
    }

    [Fact]
    public async Task A_dataset_has_its_files_only_for_those_who_may_download_them()
    {
        var open = await DatasetAsync("roads");
        Assert.Equal(["vi"], open["description"]!.AsObject().Select(pair => pair.Key));
        var file = Assert.Single(open["distribution"]!.AsArray(), one => ((string)one!["accessURL"]!).EndsWith("format=csv", StringComparison.Ordinal))!;
        Assert.Equal("https://www.iana.org/assignments/media-types/text/csv", (string?)file["mediaType"]!["@id"]);
        Assert.StartsWith("code,name", await host.Client().GetStringAsync(((string)file["downloadURL"]!)), StringComparison.OrdinalIgnoreCase);
        Assert.EndsWith("/RESTRICTED", (string?)(await DatasetAsync("shared_demo"))["accessRights"]!["@id"], StringComparison.Ordinal);
        Assert.Null((await DatasetAsync("shared_demo"))["distribution"]);
        Assert.Null((await DatasetAsync("coming"))["distribution"]);
    }

    [Fact]
    public async Task What_the_caller_may_not_know_of_is_not_described() =>
        await host.JsonAsync("/api/v1/datasets/people_demo/dcat", System.Net.HttpStatusCode.NotFound);

    [Fact]
    public async Task The_page_of_a_dataset_leads_to_its_template_and_its_description()
    {
        var page = await host.Client().GetStringAsync("/datasets/roads");
        Assert.Contains("href=\"/api/v1/datasets/roads/template\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/datasets/roads.jsonld\"", page, StringComparison.Ordinal);

        var answer = await host.Client().GetAsync("/api/v1/datasets/roads/template");
        Assert.Equal("roads-mau-nhap.xlsx", answer.Content.Headers.ContentDisposition?.FileName);
        using var book = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        using var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains("Tên tuyến", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yaml", "kind: DataContract")]
    [InlineData("json", "\"kind\":\"DataContract\"")]
    [InlineData("table-schema", "\"primaryKey\"")]
    [InlineData("row-schema", "https://json-schema.org/draft/2020-12/schema")]
    [InlineData("sql", "create table")]
    public async Task A_contract_comes_in_the_form_that_is_asked_for(string format, string content) => Assert.Contains(
        content, await host.Client().GetStringAsync($"/api/v1/datasets/roads/contract?format={format}"), StringComparison.Ordinal);

    private async Task<JsonNode> DatasetAsync(string name) =>
        (await host.JsonAsync($"/api/v1/datasets/{name}/dcat"))["@graph"]![0]!;
}
