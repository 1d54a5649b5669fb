using System.Diagnostics;
using System.Globalization;

namespace Phusa.Bench;

/// <summary>
/// Calls through the gateway with everything on (token, agreement, quota, rate, evidence on the disk), with and without
/// field minimisation, beside the same 1 KB asked of its server directly, through nginx and through HAProxy; look-ups in a
/// dataset; what a call waits longer at 100 calls a second, beside one sync of the disk; memory over ten minutes.
/// </summary>
internal static class GatewayBench
{
    private const int Behind = 54331, ThroughNginx = 54332, ThroughHaProxy = 54333;
    private const int Rounds = 3;
    private const int Seconds = 8;

    /// <summary>Seconds until the program has compiled its hot paths for good.</summary>
    private const int WarmUp = 15;

    public static async Task RunAsync(string work)
    {
        var data = Path.Combine(work, "gateway");
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
        Environment.SetEnvironmentVariable("PHUSA_Exchange__TokenMinutes", "60");
        Environment.SetEnvironmentVariable("PHUSA_Exchange__UpstreamNetworks", "127.0.0.0/8");
        var root = Directory.CreateDirectory(Path.Combine(work, "behind")).FullName;
        await File.WriteAllTextAsync(Path.Combine(root, "project.json"), GatewaySetUp.Body);
        var client = await GatewaySetUp.RunAsync(data, Behind);
        await using var behind = await Nginx.ServeAsync(work, root, Behind);
        await using var nginx = await Nginx.ProxyAsync(work, Behind, ThroughNginx);
        await using var haproxy = await HaProxy.StartAsync(work, Behind, ThroughHaProxy);
        await using var server = await Server.StartAsync("serve", "--data", data);
        var token = await GatewaySetUp.TokenAsync(server.Http, client);
        var gateway = server.Http.BaseAddress!.OriginalString + "/x/H21.13";
        (string Name, string Address, string? Token)[] ways =
        [
            ("direct", $"http://127.0.0.1:{Behind}/project.json", null),
            ("nginx", $"http://127.0.0.1:{ThroughNginx}/project.json", null),
            ("HAProxy", $"http://127.0.0.1:{ThroughHaProxy}/project.json", null),
            ("gateway", $"{gateway}/whole/v1/project.json", token),
            ("gateway, fields minimised", $"{gateway}/named/v1/project.json", token),
            ("dataset look-up", $"{gateway}/places/v1/rows/77", token),
        ];
        await ThroughputAsync(ways);
        await LatencyAsync(ways, data);
        await MemoryAsync(server, ways[4]);
    }

    private static async Task ThroughputAsync((string Name, string Address, string? Token)[] ways)
    {
        var runs = ways.Select(_ => new List<Wrk>()).ToArray();
        foreach (var way in ways)
        {
            await Wrk.RunAsync(way.Address, way.Token, WarmUp);
        }
        for (var round = 0; round < Rounds; round++)
        {
            for (var at = 0; at < ways.Length; at++)
            {
                runs[at].Add(await Wrk.RunAsync(ways[at].Address, ways[at].Token, Seconds));
            }
        }
        var peer = Wrk.Median(runs[1]);
        foreach (var (way, run) in ways.Zip(runs.Select(Wrk.Median)))
        {
            Console.WriteLine(
                $"{way.Name,-26} 32 connections, median of {Rounds}  {run.PerSecond,8:N0}/s  p50 {run.P50,6:0.00} ms  {run.PerSecond / peer.PerSecond,5:0.00} x nginx");
        }
    }

    /// <summary>A call every 10 ms, a second of each way in turns.</summary>
    private static async Task LatencyAsync((string Name, string Address, string? Token)[] ways, string data)
    {
        const int Turns = 10, Calls = 100;
        using var http = new HttpClient();
        var times = ways.Select(_ => new List<double>()).ToArray();
        var syncs = new List<double>();
        await using var file = new FileStream(Path.Combine(data, "sync"), FileMode.Create);
        for (var turn = 0; turn < Turns * ways.Length; turn++)
        {
            var at = turn % ways.Length;
            for (var call = 0; call < Calls; call++)
            {
                var started = Stopwatch.GetTimestamp();
                using var request = new HttpRequestMessage(HttpMethod.Get, ways[at].Address);
                request.Headers.Authorization = ways[at].Token is { } token ? new("Bearer", token) : null;
                using var answer = (await http.SendAsync(request)).EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                times[at].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                await RestAsync(started);
            }
            syncs.AddRange(Enumerable.Range(0, Calls / ways.Length).Select(_ => Sync(file)));
        }
        var sync = Median(syncs);
        var direct = Median(times[0]);
        Console.WriteLine($"one sync of the disk       p50 {sync:0.00} ms");
        foreach (var (way, own) in ways.Zip(times.Select(Median)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{way.Name,-26} 100 calls a second  p50 {own:0.00} ms, {own - direct:0.00} ms more than direct, {own - direct - sync:0.00} ms more than that and a sync"));
        }
    }

    private static async Task RestAsync(long started)
    {
        if (TimeSpan.FromMilliseconds(10) - Stopwatch.GetElapsedTime(started) is var rest && rest > TimeSpan.Zero)
        {
            await Task.Delay(rest);
        }
    }

    private static double Sync(FileStream file)
    {
        var started = Stopwatch.GetTimestamp();
        file.Write(new byte[600]);
        file.Flush(flushToDisk: true);
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    /// <summary>What the server holds, minute by minute, at some hundred calls a second.</summary>
    private static async Task MemoryAsync(Server server, (string Name, string Address, string? Token) way)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", way.Token);
        var held = new List<double>();
        var calls = 0;
        for (var minute = 0; minute < 10; minute++)
        {
            var watch = Stopwatch.StartNew();
            await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
            {
                while (watch.Elapsed < TimeSpan.FromMinutes(1))
                {
                    var started = Stopwatch.GetTimestamp();
                    (await http.GetAsync(way.Address)).EnsureSuccessStatusCode().Dispose();
                    Interlocked.Increment(ref calls);
                    await RestAsync(started);
                }
            }));
            held.Add(server.Held);
        }
        Console.WriteLine($"memory after each of ten minutes, {calls:N0} calls: {string.Join(' ', held.Select(mb => $"{mb:N0}"))} MB");
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
