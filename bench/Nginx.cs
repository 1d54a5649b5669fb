using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>A throw-away nginx: serving the files of a folder, or as a proxy in front of somebody else.</summary>
internal sealed class Nginx : IAsyncDisposable
{
    private readonly Process process;

    private Nginx(Process process, int port) =>
        (this.process, Http) = (process, new() { BaseAddress = new Uri($"http://127.0.0.1:{port}") });

    public HttpClient Http { get; }

    /// <summary>Megabytes that all its processes hold now.</summary>
    public double Held => Memory.OfTree(process.Id);

    public static Task<Nginx> ServeAsync(string work, string root, int port = 54330) =>
        StartAsync(work, port, $"server {{ listen 127.0.0.1:{port}; root {root}; keepalive_requests 10000000; }}");

    /// <summary>With connections to the other side that are kept, as a gateway keeps them.</summary>
    public static Task<Nginx> ProxyAsync(string work, int behind, int port) => StartAsync(work, port,
        $$"""
        upstream behind { server 127.0.0.1:{{behind}}; keepalive 64; }
        server {
            listen 127.0.0.1:{{port}}; keepalive_requests 10000000;
            location / { proxy_pass http://behind; proxy_http_version 1.1; proxy_set_header Connection ""; }
        }
        """);

    private static async Task<Nginx> StartAsync(string work, int port, string server)
    {
        var folder = Directory.CreateDirectory(Path.Combine(work, $"nginx-{port}")).FullName;
        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings,
            $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off; pid {{folder}}/pid; error_log {{folder}}/errors.log; worker_processes auto;
            events { worker_connections 1024; }
            http {
                access_log off; sendfile on; tcp_nopush on; types { text/html html; application/json json; }
                client_body_temp_path {{folder}}; proxy_temp_path {{folder}}; fastcgi_temp_path {{folder}};
                uwsgi_temp_path {{folder}}; scgi_temp_path {{folder}};
                {{server}}
            }
            """);
        var nginx = new Nginx(Whole.Start("nginx", "-c", settings, "-e", Path.Combine(folder, "errors.log")), port);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(10); await Task.Delay(50))
        {
            try
            {
                using var answer = await nginx.Http.GetAsync("/");
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
