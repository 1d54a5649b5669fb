using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>A throw-away HAProxy in front of somebody else.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    private readonly Process process;

    private HaProxy(Process process) => this.process = process;

    public static async Task<HaProxy> StartAsync(string work, int behind, int port)
    {
        var settings = Path.Combine(work, "haproxy.cfg");
        await File.WriteAllTextAsync(settings,
            $"""
            global
                maxconn 1024
            defaults
                mode http
                timeout connect 5s
                timeout client 30s
                timeout server 30s
                http-reuse always
            listen proxy
                bind 127.0.0.1:{port}
                server behind 127.0.0.1:{behind}

            """);
        var started = new HaProxy(Whole.Start("haproxy", "-db", "-f", settings));
        using var http = new HttpClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(10); await Task.Delay(50))
        {
            try
            {
                using var answer = await http.GetAsync($"http://127.0.0.1:{port}/");
                return started;
            }
            catch (HttpRequestException) when (!started.process.HasExited)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException("haproxy does not answer");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
