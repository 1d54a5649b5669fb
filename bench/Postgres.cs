using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>A throw-away PostgreSQL 15 to compare with; null when it is not installed.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    private const int Port = 54329;

    private readonly string folder;

    private Postgres(string folder) => this.folder = folder;

    public static async Task<Postgres?> StartAsync(string work)
    {
        if (!Directory.Exists(Binaries))
        {
            return null;
        }
        var folder = Path.Combine(work, "postgres");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        await RunAsync("chmod", "o+rx", work);
        await RunAsync("chown", "postgres", folder);
        await AsPostgresAsync($"{Binaries}/initdb", "-D", folder, "-A", "trust");
        await AsPostgresAsync($"{Binaries}/pg_ctl", "-D", folder, "-w", "-l", $"{folder}/log", "-o",
            $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_wal_size=4GB", "start");
        return new Postgres(folder);
    }

    /// <summary>Seconds to copy the file into an unindexed table.</summary>
    public static async Task<double> CopyAsync(string csv)
    {
        await SqlAsync("drop table if exists readings; create table readings (id bigint, station text, name text, observed_at timestamp, "
            + "pm25 float8, pm10 float8, temperature float8, humidity float8, level text, commune text, day date, note text)");
        var watch = Stopwatch.StartNew();
        await SqlAsync($"\\copy readings from '{csv}' with (format csv, header)");
        return watch.Elapsed.TotalSeconds;
    }

    public async ValueTask DisposeAsync()
    {
        await AsPostgresAsync($"{Binaries}/pg_ctl", "-D", folder, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    private static Task SqlAsync(string command) => RunAsync(
        "psql", "-h", "127.0.0.1", "-p", Port.ToString(System.Globalization.CultureInfo.InvariantCulture), "-U", "postgres", "-q", "-c", command);

    /// <summary>The server refuses to run as root.</summary>
    private static Task AsPostgresAsync(params string[] command) =>
        Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", "postgres", "--", .. command]) : RunAsync(command[0], command[1..]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        _ = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
        }
    }
}
