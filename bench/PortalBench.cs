namespace Phusa.Bench;

/// <summary>Pages of the demo province from a warm server.</summary>
internal static class PortalBench
{
    public static async Task RunAsync(string work)
    {
        await using var server = await Server.StartAsync("demo", "--data", Path.Combine(work, "demo"));
        foreach (var path in new[] { "/", "/datasets", "/datasets/projects_gialai_2024", "/datasets/air_quality_observations" })
        {
            using var page = await server.Http.GetAsync(path);
            var bytes = (await page.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync()).Length;
            await server.MeasureAsync($"{path} ({bytes / 1024} KB)", _ => path, 1);
        }
    }
}
