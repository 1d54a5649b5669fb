using System.Diagnostics;
using System.Globalization;

namespace Phusa.Bench;

/// <summary>A real server over a folder, and what callers see of it.</summary>
internal sealed class Server : IAsyncDisposable
{
    private const int Port = 5979;

    private readonly Process process;

    private Server(Process process) => this.process = process;

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 64 })
    {
        BaseAddress = new Uri($"http://localhost:{Port}"), Timeout = TimeSpan.FromMinutes(5),
    };

    /// <summary>Megabytes the server held at most until now.</summary>
    public double Peak => Whole.Peak(process);

    public static async Task<Server> StartAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var server = new Server(Whole.Start([.. arguments, "--port", Port.ToString(CultureInfo.InvariantCulture)]));
        while (true)
        {
            try
            {
                using var answer = await server.Http.GetAsync("/healthz");
                if (answer.IsSuccessStatusCode)
                {
                    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"server answers after {watch.Elapsed.TotalSeconds:0.0} s"));
                    return server;
                }
            }
            catch (HttpRequestException) when (!server.process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(5))
            {
                // Not listening yet.
            }
            await Task.Delay(50);
        }
    }

    /// <summary>Asks <paramref name="path"/> again and again for some seconds; prints p50, p95 and requests a second.</summary>
    public async Task MeasureAsync(string what, Func<int, string> path, int callers, double seconds = 5)
    {
        for (var warm = 0; warm < 20; warm++)
        {
            await AskAsync(path(warm));
        }
        var times = new List<double>[callers];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(async caller =>
        {
            var mine = times[caller] = [];
            for (var at = caller; watch.Elapsed.TotalSeconds < seconds; at += callers)
            {
                var started = Stopwatch.GetTimestamp();
                await AskAsync(path(at));
                mine.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }));
        var all = times.SelectMany(time => time).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-44} {callers} callers  p50 {all[all.Count / 2],7:0.00} ms  p95 {all[all.Count * 95 / 100],7:0.00} ms  {all.Count / watch.Elapsed.TotalSeconds,7:0} req/s"));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private async Task AskAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.CopyToAsync(Stream.Null);
    }
}
