using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Quality.Contracts;
using Phusa.Tests.Http.OpenData;

namespace Phusa.Tests.Http.Quality;

/// <summary>Every way to use a dataset counts, once; what the shared score is made of comes from it.</summary>
[Collection(PortalHostGroup.Name)]
public sealed class DatasetUseTests(PortalHost host)
{
    [Theory]
    [InlineData("/api/v1/datasets/used/rows?limit=1", UseKind.Query)]
    [InlineData("/api/v1/datasets/used/rows/A1", UseKind.Query)]
    [InlineData("/api/v1/datasets/used/rows?agg=count", UseKind.Query)]
    [InlineData("/api/v1/datasets/used/download?format=csv", UseKind.Download)]
    [InlineData("/datasets/used", UseKind.Page)]
    [InlineData("/datasets/used/fields", UseKind.Page)]
    public async Task A_use_is_counted(string path, UseKind kind)
    {
        await MakeAsync();
        var before = await UsesAsync(kind);

        Assert.True((await host.Client().GetAsync(path)).IsSuccessStatusCode);

        Assert.Equal(before + 1, await UsesAsync(kind));
    }

    [Fact]
    public async Task A_query_that_is_sent_counts_and_one_that_is_refused_does_not()
    {
        await MakeAsync();
        var before = await UsesAsync(UseKind.Query);

        await host.Client().PostAsJsonAsync("/api/v1/datasets/used/query", new { agg = new[] { "count" } });
        await host.Client().GetAsync("/api/v1/datasets/used/rows?nothing=1");
        await host.Client().GetAsync("/api/v1/datasets/used/rows/A1~B");

        Assert.Equal(before + 1, await UsesAsync(UseKind.Query));
    }

    [Fact]
    public async Task Somebody_outside_the_agency_raises_the_shared_score_and_its_own_steward_does_not()
    {
        await host.RegisterAsync(Samples.Contract("reused", "Được dùng lại", "open"));
        await host.ImportAsync("reused", Samples.First);
        var untouched = await ConsumersAsync();
        await (await host.StewardAsync()).GetAsync("/api/v1/datasets/reused/rows");
        Assert.Equal(untouched, await ConsumersAsync());

        await host.Client().GetAsync("/api/v1/datasets/reused/rows");

        Assert.Equal(untouched + 1, await ConsumersAsync());
    }

    private async Task<long> ConsumersAsync()
    {
        await host.Services.GetRequiredService<DatasetUse>().FlushAsync(default);
        return (long)(await host.JsonAsync("/api/v1/datasets/reused/quality"))["sharing"]!["consumers"]!;
    }

    private async Task<long> UsesAsync(UseKind kind)
    {
        await host.Services.GetRequiredService<DatasetUse>().FlushAsync(default);
        var dataset = await host.Services.GetRequiredService<Datasets>().FindAsync("used", default);
        return await host.Services.GetRequiredService<Database>().CountAsync(new(
            "select coalesce(sum(uses), 0) from quality_use where dataset_id = @dataset and kind = @kind",
            ("dataset", dataset!.Id), ("kind", kind)), default);
    }

    private async Task MakeAsync()
    {
        if (await host.Services.GetRequiredService<Datasets>().FindAsync("used", default) is null)
        {
            await host.RegisterAsync(Samples.Contract("used", "Được dùng", "open"));
            await host.ImportAsync("used", Samples.First);
        }
    }
}
