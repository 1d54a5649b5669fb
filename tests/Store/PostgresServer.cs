using System.Diagnostics;
using Npgsql;

namespace Phusa.Tests.Store;

/// <summary>
/// A PostgreSQL cluster in a temporary folder, reached by a socket in it, without any care for crashes.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Missing = "PostgreSQL 15 is not installed in " + Binaries;

    private const string Binaries = "/usr/lib/postgresql/15/bin";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string folder;

    private PostgresServer(string folder)
    {
        this.folder = folder;
        AppDomain.CurrentDomain.ProcessExit += StopLate;
    }

    public static bool IsInstalled => File.Exists($"{Binaries}/initdb");

    public static async Task<PostgresServer> StartAsync()
    {
        if (!IsInstalled)
        {
            throw new InvalidOperationException(Missing);
        }
        var folder = (await RunAsync("mktemp", "-d", "/tmp/phusa-postgres-XXXXXX")).Trim();
        var server = new PostgresServer(folder);
        try
        {
            await RunAsync($"{Binaries}/initdb", "-D", $"{folder}/data", "-U", "phusa", "-A", "trust", "-E", "UTF8",
                "--no-locale", "--no-sync");
            await RunAsync($"{Binaries}/pg_ctl", "-D", $"{folder}/data", "-l", $"{folder}/log", "-w", "-t", "30", "-o",
                $"-k {folder} -c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off "
                + "-c max_connections=200", "start");
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public string ConnectionString(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = folder, Username = "phusa", Database = database, MaxPoolSize = 20, IncludeErrorDetail = true,
    }.ToString();

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= StopLate;
        if (File.Exists($"{folder}/data/postmaster.pid"))
        {
            await RunAsync($"{Binaries}/pg_ctl", "-D", $"{folder}/data", "-m", "immediate", "-t", "30", "stop");
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>A run that is broken off does not reach the fixture's end.</summary>
    private void StopLate(object? sender, EventArgs happened) => DisposeAsync().AsTask().Wait(Limit);

    /// <summary>PostgreSQL refuses to run as root, so root becomes <c>postgres</c> first.</summary>
    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = Environment.UserName == "root"
            ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", program, .. arguments])
            : new ProcessStartInfo(program, arguments);
        start.WorkingDirectory = "/tmp";
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await error}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} took longer than {Limit}");
        }
    }
}
