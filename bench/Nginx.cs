using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>A throw-away nginx that serves the files of a folder.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private const int Port = 54330;

    private readonly Process process;

    private Nginx(Process process) => this.process = process;

    public HttpClient Http { get; } = new() { BaseAddress = new Uri($"http://127.0.0.1:{Port}") };

    /// <summary>Megabytes that all its processes hold now.</summary>
    public double Held => Memory.OfTree(process.Id);

    public static async Task<Nginx> StartAsync(string work, string root)
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, "nginx")).FullName;
        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings,
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off; pid {{folder}}/pid; error_log {{folder}}/errors.log; worker_processes auto;
            events { worker_connections 256; }
            http {
                access_log off; sendfile on; tcp_nopush on; types { text/html html; }
                client_body_temp_path {{folder}}; proxy_temp_path {{folder}}; fastcgi_temp_path {{folder}};
                uwsgi_temp_path {{folder}}; scgi_temp_path {{folder}};
                server { listen 127.0.0.1:{{Port}}; root {{root}}; }
            }
            """);
        var nginx = new Nginx(Whole.Start("nginx", "-c", settings, "-e", Path.Combine(folder, "errors.log")));
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(10); await Task.Delay(50))
        {
            try
            {
                await Server.AskAsync(nginx.Http, "/");
                return nginx;
            }
            catch (HttpRequestException) when (!nginx.process.HasExited)
            {
                // Not listening yet.
            }
        }
        throw new InvalidOperationException($"nginx does not answer; see {folder}/errors.log");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
