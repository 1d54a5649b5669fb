using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed class WhyTests(PortalHost host)
{
    [Fact]
    public async Task A_version_leads_back_to_the_file_that_made_it()
    {
        var answer = await host.JsonAsync("/api/v1/why/datasets/roads/versions/1");
        var reaches = answer["stations"]!.AsArray().Select(station => (string?)station!["reach"]).ToList();
        Assert.Equal(["agency", "contract", "source", "load", "checks", "version", "use"], reaches);
        var source = Station(answer, "source");
        Assert.Equal("roads.csv", (string?)source["fileName"]);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Samples.First))), (string?)source["sha256"]);
        Assert.Equal("H99.01", (string?)Station(answer, "agency")["code"]);
        Assert.Equal(3, (long)Station(answer, "load")["accepted"]!);
    }

    [Fact]
    public async Task A_row_leads_back_to_its_line()
    {
        var answer = await host.JsonAsync("/api/v1/why/datasets/roads/rows/A2");
        Assert.Equal(3, (long)Station(answer, "source")["line"]!);
        Assert.Equal("A2", (string?)answer["key"]);
        var page = await host.Client().GetStringAsync("/why/datasets/roads/rows/A2");
        Assert.Contains("Sở Thử nghiệm", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_or_not_to_be_read_is_not_explained()
    {
        await host.JsonAsync("/api/v1/why/datasets/roads/rows/A99", HttpStatusCode.NotFound);
        await host.JsonAsync("/api/v1/why/datasets/roads/versions/9", HttpStatusCode.NotFound);
        await host.JsonAsync("/api/v1/why/datasets/people_demo/versions/1", HttpStatusCode.NotFound);
        await host.JsonAsync("/api/v1/why/datasets/shared_demo/rows/A1", HttpStatusCode.Forbidden);
    }

    private static JsonNode Station(JsonNode answer, string reach) =>
        answer["stations"]!.AsArray().Single(station => (string?)station!["reach"] == reach)!["facts"]!;
}
