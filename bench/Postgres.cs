using System.Globalization;
using Npgsql;

namespace Phusa.Bench;

/// <summary>A throw-away PostgreSQL 15 to compare with.</summary>
internal sealed class Postgres : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql/15/bin";
    private const int Port = 54329;

    private readonly string folder;
    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database=postgres;Max Auto Prepare=50;Command Timeout=600");

    private Postgres(string folder) => this.folder = folder;

    /// <summary>Megabytes that all its processes hold now.</summary>
    public double Held => Memory.OfTree(int.Parse(File.ReadLines(Path.Combine(folder, "postmaster.pid")).First(), CultureInfo.InvariantCulture));

    public static async Task<Postgres> StartAsync(string work)
    {
        var folder = Path.Combine(work, "postgres");
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.CreateDirectory(folder);
        await Whole.RunAsync("chmod", "o+rx", work);
        await Whole.RunAsync("chown", "postgres", folder);
        await AsPostgresAsync($"{Binaries}/initdb", "-D", folder, "-A", "trust");
        await AsPostgresAsync($"{Binaries}/pg_ctl", "-D", folder, "-w", "-l", $"{folder}/log", "-o",
            $"-p {Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c max_wal_size=4GB -c shared_buffers=2GB", "start");
        return new Postgres(folder);
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads every row of an answer, as its client would.</summary>
    public async Task<int> AskAsync(string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }
        await using var reader = await command.ExecuteReaderAsync();
        var rows = 0;
        for (; await reader.ReadAsync(); rows++)
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                _ = reader.GetValue(column);
            }
        }
        return rows;
    }

    /// <summary>Has psql run one command.</summary>
    public static Task<Cost> PsqlAsync(string command) => Whole.RunAsync(
        "psql", "-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-q", "-c", command);

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await AsPostgresAsync($"{Binaries}/pg_ctl", "-D", folder, "-m", "immediate", "stop");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The server refuses to run as root.</summary>
    private static Task<Cost> AsPostgresAsync(params string[] command) => Environment.IsPrivilegedProcess
        ? Whole.RunAsync("runuser", ["-u", "postgres", "--", .. command]) : Whole.RunAsync(command[0], command[1..]);
}
