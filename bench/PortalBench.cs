namespace Phusa.Bench;

/// <summary>Pages of the demo province from a warm server, beside nginx that only sends the same bytes from files.</summary>
internal static class PortalBench
{
    private static readonly string[] Pages =
        ["/", "/datasets", "/datasets/projects_gialai_2024", "/datasets/air_quality_observations"];

    public static async Task RunAsync(string work)
    {
        var data = Path.Combine(work, "demo");
        await using var server = await Server.StartAsync("demo", "--data", data);
        await Server.FilledAsync(data);
        var root = Directory.CreateDirectory(Path.Combine(work, "pages")).FullName;
        foreach (var page in Pages)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, page.TrimStart('/'))).FullName;
            await File.WriteAllBytesAsync(Path.Combine(folder, "index.html"), await server.Http.GetByteArrayAsync(page));
        }
        await using var nginx = await Nginx.ServeAsync(work, root);
        foreach (var page in Pages)
        {
            var bytes = new FileInfo(Path.Combine(root, page.TrimStart('/'), "index.html")).Length;
            await Pace.CompareAsync(page, $"{bytes / 1024} KB", 1, _ => server.AskAsync(page),
                ("nginx, as a file", _ => Server.AskAsync(nginx.Http, page.TrimEnd('/') + "/")));
        }
        Console.WriteLine($"peak phusa {server.Peak:N0} MB  nginx {nginx.Held:N0} MB");
    }
}
