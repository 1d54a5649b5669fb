using System.Diagnostics;
using System.Globalization;

namespace Phusa.Bench;

/// <summary>The query API over the readings, HTTP included: what one caller and eight callers see.</summary>
internal static class QueryBench
{
    private const string Rows = "/api/v1/datasets/readings/rows";

    public static async Task RunAsync(string work)
    {
        var data = Path.Combine(work, "query");
        if (!Directory.Exists(data))
        {
            var contract = Path.Combine(work, "readings.contract.yaml");
            await File.WriteAllTextAsync(contract, Readings.ServedContract);
            await Whole.RunAsync("contract", "register", contract, "--data", data);
            await Whole.RunAsync("import", "readings", Readings.Csv(work), "--data", data);
        }
        await using var server = await Server.StartAsync("serve", "--data", data);
        using var first = await server.Http.GetAsync($"{Rows}?limit=50");
        await FilledAsync(Path.Combine(data, "cache"));
        foreach (var callers in new[] { 1, 8 })
        {
            await server.MeasureAsync("page of 50, filtered", at => $"{Rows}?commune=eq.{20000 + (at % 135)}&limit=50", callers);
            await server.MeasureAsync("page of 50, filtered and sorted",
                at => $"{Rows}?commune=eq.{20000 + (at % 135)}&sort=-pm25&limit=50", callers);
            await server.MeasureAsync("grouped aggregate, new each time",
                at => $"{Rows}?group=level&agg=count,avg.pm25&pm10=gt.{at % 300}.{at % 97:00}", callers);
            await server.MeasureAsync("grouped aggregate, asked again", _ => $"{Rows}?group=commune&agg=count,avg.pm25", callers);
            await server.MeasureAsync("look-up by key", at => $"{Rows}/{1 + ((at * 7919) % Readings.Rows)}", callers);
        }
        await DownloadAsync(server);
    }

    /// <summary>The first question lets the server fill its native table beside answering: done when its files rest.</summary>
    private static async Task FilledAsync(string cache)
    {
        long before = -1;
        for (var rest = 0; rest < 5; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            var now = new DirectoryInfo(cache).EnumerateFiles().Sum(file => file.Length);
            rest = now == before ? rest + 1 : 0;
            before = now;
        }
    }

    private static async Task DownloadAsync(Server server)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await server.Http.GetAsync(
            "/api/v1/datasets/readings/download?format=csv", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 20];
        long bytes = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            bytes += read;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"CSV download {bytes / 1e6:N0} MB in {watch.Elapsed.TotalSeconds:0.0} s: {bytes / 1e6 / watch.Elapsed.TotalSeconds:0} MB/s; the server held {server.Peak:N0} MB at most"));
    }
}
