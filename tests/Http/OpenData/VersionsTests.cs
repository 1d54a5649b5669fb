using System.Net;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed class VersionsTests(PortalHost host)
{
    [Fact]
    public async Task Versions_are_listed_and_older_ones_can_still_be_read()
    {
        var versions = (await host.JsonAsync("/api/v1/datasets/roads/versions")).AsArray();
        Assert.Equal([2L, 1L], versions.Select(version => (long)version!["number"]!));
        Assert.True((bool)versions[0]!["isServed"]!);
        Assert.Equal(3, (long)(await host.JsonAsync("/api/v1/datasets/roads/versions/1"))["rows"]!);
        var rows = await host.JsonAsync("/api/v1/datasets/roads/rows?asOf=1&code=A3");
        Assert.Equal("Cầu ba", (string?)rows["rows"]![0]!["name"]);
        Assert.Equal("version.missing", (string?)(await host.JsonAsync("/api/v1/datasets/roads/versions/9", HttpStatusCode.NotFound))["codes"]![0]);
    }

    [Fact]
    public async Task Two_versions_are_compared_by_key()
    {
        var diff = await host.JsonAsync("/api/v1/datasets/roads/versions/1/diff/2");
        Assert.Equal((1, 1, 1), ((int)diff["added"]!, (int)diff["changed"]!, (int)diff["removed"]!));
        var rows = diff["rows"]!.AsArray();
        Assert.Equal(["added:A4", "changed:A1", "removed:A3"], rows.Select(row => $"{row!["kind"]}:{row["key"]![0]}"));
        var cell = rows[1]!["cells"]!.AsArray().Single()!;
        Assert.Equal(("length_km", "12.5", "13.0"), ((string)cell["field"]!, (string)cell["before"]!, (string)cell["after"]!));
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("change")]
    [InlineData("o")]
    [InlineData("n")]
    public async Task A_field_may_be_called_as_the_comparison_calls_its_own(string field)
    {
        var name = $"compared_{field}";
        await host.RegisterAsync(Samples.Contract(name, "Được so sánh", "open").Replace("name: length_km", $"name: {field}", StringComparison.Ordinal));
        await host.ImportAsync(name, Samples.First.Replace("length_km", field, StringComparison.Ordinal));
        await host.ImportAsync(name, Samples.Second.Replace("length_km", field, StringComparison.Ordinal));

        var diff = await host.JsonAsync($"/api/v1/datasets/{name}/versions/1/diff/2");
        Assert.Equal((1, 1, 1), ((int)diff["added"]!, (int)diff["changed"]!, (int)diff["removed"]!));
    }

    [Fact]
    public async Task What_is_masked_is_in_no_comparison()
    {
        var diff = await host.JsonAsync("/api/v1/datasets/roads/versions/1/diff/2");
        Assert.DoesNotContain("phone", diff.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_steward_rolls_back_and_nobody_else_may()
    {
        await host.RegisterAsync(Samples.Contract("rolled", "Được khôi phục", "open"));
        await host.ImportAsync("rolled", Samples.First);
        await host.ImportAsync("rolled", Samples.Second);
        var citizen = await host.Client().PostAsync("/api/v1/datasets/rolled/versions/1/restore", null);
        Assert.NotEqual(HttpStatusCode.Created, citizen.StatusCode);
        var steward = await host.StewardAsync();
        var answer = await steward.PostAsync("/api/v1/datasets/rolled/versions/1/restore", null);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
        Assert.Equal("/api/v1/datasets/rolled/versions/3", answer.Headers.Location!.ToString());
        var rows = await host.JsonAsync("/api/v1/datasets/rolled/rows?code=A3");
        Assert.Equal(("Cầu ba", 3L), ((string?)rows["rows"]![0]!["name"], (long)rows["version"]!));
        Assert.Equal(3, (long)(await host.JsonAsync("/api/v1/datasets/rolled/quality"))["version"]!);
        var again = await steward.PostAsync("/api/v1/datasets/rolled/versions/3/restore", null);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }
}
