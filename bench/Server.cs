using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

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
    public double Peak => Memory.Peak(process);

    /// <summary>Megabytes it holds now.</summary>
    public double Held => Memory.OfTree(process.Id);

    public static async Task<Server> StartAsync(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        var server = new Server(Whole.Start(
            "dotnet", [Whole.Phusa, .. arguments, "--port", Port.ToString(CultureInfo.InvariantCulture)]));
        while (true)
        {
            try
            {
                using var answer = await server.Http.GetAsync("/healthz");
                if (answer.IsSuccessStatusCode)
                {
                    Console.WriteLine($"server answers after {watch.Elapsed.TotalSeconds:0.0} s");
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

    /// <summary>Beside answering, the server fills the native tables of <paramref name="data"/>: done when their files rest.</summary>
    public static async Task FilledAsync(string data)
    {
        long before = -1;
        for (var rest = 0; rest < 5; await Task.Delay(TimeSpan.FromSeconds(1)))
        {
            var now = new DirectoryInfo(Path.Combine(data, "cache")).EnumerateFiles().Sum(file => file.Length);
            rest = now == before ? rest + 1 : 0;
            before = now;
        }
    }

    public Task AskAsync(string path) => AskAsync(Http, path);

    public static async Task AskAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many rows an answer holds.</summary>
    public async Task<int> RowsAsync(string path, string property)
    {
        using var answer = JsonDocument.Parse(await Http.GetStringAsync(path));
        return answer.RootElement.TryGetProperty(property, out var rows) ? rows.GetArrayLength() : 1;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
