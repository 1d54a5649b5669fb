using System.Net;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed class DescriptionTests(PortalHost host)
{
    [Fact]
    public async Task A_dataset_tells_its_owner_scores_and_what_may_be_read()
    {
        var answer = await host.JsonAsync("/api/v1/datasets/roads");
        Assert.Equal("Sở Thử nghiệm", (string?)answer["dataset"]!["agencyName"]);
        Assert.True((bool)answer["access"]!["rows"]!);
        Assert.Equal(100, (double)answer["scores"]!["correct"]!);
        Assert.False((bool)(await host.JsonAsync("/api/v1/datasets/shared_demo"))["access"]!["rows"]!);
        Assert.Equal("dataset.missing", (string?)(await host.JsonAsync("/api/v1/datasets/people_demo", HttpStatusCode.NotFound))["codes"]![0]);
    }

    [Fact]
    public async Task The_contract_comes_as_yaml_and_as_json()
    {
        var answer = await host.Client().GetAsync("/api/v1/datasets/roads/contract");
        Assert.Equal("application/yaml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(Samples.Contract("roads", "Đường bộ của tỉnh", "open"), await answer.Content.ReadAsStringAsync());
        var json = await host.JsonAsync("/api/v1/datasets/roads/contract?format=json");
        Assert.Equal("code", (string?)json["schema"]![0]!["properties"]![0]!["name"]);
        Assert.Equal("contract.missing", (string?)(await host.JsonAsync("/api/v1/datasets/roads/contract?version=7.0.0", HttpStatusCode.NotFound))["codes"]![0]);
    }

    [Fact]
    public async Task Fields_tell_how_the_caller_sees_them()
    {
        var fields = (await host.JsonAsync("/api/v1/datasets/roads/fields")).AsArray();
        Assert.Equal(["full", "full", "full", "masked"], fields.Select(field => (string?)field!["visibility"]));
    }

    [Fact]
    public async Task Quality_names_every_check()
    {
        var quality = await host.JsonAsync("/api/v1/datasets/roads/quality");
        Assert.Contains(quality["checks"]!.AsArray(), check => (string?)check!["name"] == "length_km.range");
        Assert.Equal(2, quality["history"]!.AsArray().Count);
    }

    [Fact]
    public async Task The_api_describes_itself_as_a_whole_and_for_each_dataset()
    {
        var whole = await host.JsonAsync("/openapi/v1.json");
        Assert.NotNull(whole["paths"]!["/api/v1/datasets/{name}/rows"]);
        var one = await host.JsonAsync("/openapi/datasets/roads.json");
        Assert.NotNull(one["components"]!["schemas"]!["Row"]!["properties"]!["length_km"]);
        var parameters = one["paths"]!["/api/v1/datasets/roads/rows"]!["get"]!["parameters"]!.AsArray();
        var sort = parameters.Single(parameter => (string?)parameter!["name"] == "sort")!;
        Assert.Contains("100.000", (string?)sort["description"], StringComparison.Ordinal);
        var page = await host.Client().GetStringAsync("/api");
        Assert.Contains("/api/v1/datasets/{name}/rows", page, StringComparison.Ordinal);
    }
}
