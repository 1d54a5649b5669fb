using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Phusa.Kernel;
using Phusa.Kernel.Data;
using Phusa.Kernel.Modules;
using Phusa.Security;
using Phusa.Security.Contracts;

namespace Phusa.Bench;

/// <summary>
/// Evidence: a million entries appended by 64 callers at once, each done when its entry is on the disk and in the signed tree,
/// beside SQLite alone that inserts the same texts in transactions of a thousand; the whole checked offline, beside
/// <c>sha256sum</c> over the same lines; and a proof for one entry among ten million, over HTTP.
/// </summary>
internal static class LedgerBench
{
    private const int Entries = 1_000_000;

    /// <summary>How far the tree grows before a proof is asked for.</summary>
    private const int Grown = 10_000_000;

    private const int Callers = 64;

    private static readonly string[] Fields = ["ma_du_an", "ten_du_an", "chu_dau_tu"];

    /// <summary>Entries that a caller hands over before it waits, as a gateway with that many calls in flight would.</summary>
    private const int InFlight = 32;

    public static async Task RunAsync(string work)
    {
        var data = Path.Combine(work, "ledger");
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
        var zip = Path.Combine(work, "ledger.zip");
        await using (var services = Services(data))
        {
            await services.GetRequiredService<Migrator>().RunAsync(default);
            var ours = await AppendAsync(services.GetRequiredService<Ledger>(), 0, Entries);
            var plain = Plain(Path.Combine(data, "ledger.db"), Path.Combine(work, "plain.db"));
            Console.WriteLine(
                $"append, durable and in the tree  {Entries:N0} entries  phusa {Entries / ours:N0}/s  SQLite alone {Entries / plain:N0}/s  {plain / ours:0.00} x");
            await using var target = File.Create(zip);
            await services.GetRequiredService<LedgerAudit>().ExportAsync(target, default);
        }
        await CheckAsync(zip, work);
        await using (var services = Services(data))
        {
            await AppendAsync(services.GetRequiredService<Ledger>(), Entries, Grown);
        }
        await ProveAsync(data);
    }

    private static async Task<double> AppendAsync(Ledger ledger, int from, int to)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            for (var at = from + caller; at < to; at += Callers * InFlight)
            {
                await Task.WhenAll(Enumerable.Range(0, InFlight).Select(more => at + (more * Callers)).Where(no => no < to)
                    .Select(no => ledger.AppendAsync(Entry(no), default)));
            }
        })));
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>A call as the gateway records it, in size and form.</summary>
    private static LedgerEntry Entry(int no) => new(
        "call-outcome", "019a0000-0000-7000-8000-000000000001",
        "GL/GOV/H21.13/dau-tu/tra-cuu-du-an/v1", new
        {
            Agreement = "019a0000-0000-7000-8000-000000000002", Purpose = "Giải quyết thủ tục hành chính", LegalBasis = "Nghị định 278/2025/NĐ-CP",
            Case = string.Create(CultureInfo.InvariantCulture, $"H21.13-261122-{no:0000000}"), Fields,
            Status = 200, Milliseconds = 12, Request = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=", Response = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        });

    /// <summary>Seconds that SQLite needs for the same texts and columns, one index, without tree and signatures.</summary>
    private static double Plain(string from, string path)
    {
        File.Delete(path);
        using var connection = new SqliteConnection($"Data Source={path}");
        connection.Open();
        Execute(connection, "pragma journal_mode = wal; pragma synchronous = full");
        Execute(connection, "create table entry (seq integer primary key, kind text, at text, actor text, object text, body text)");
        Execute(connection, "attach @from as kept", ("@from", from));
        // Taken out of our rows beforehand, so that only their insertion is measured.
        Execute(connection, "create temp table given (seq integer primary key, kind text, at text, actor text, object text, body text)");
        Execute(connection, """
            insert into given
            select b.seq + line.key as seq, line.value ->> 'kind' as kind, line.value ->> 'at' as at, line.value ->> 'actor' as actor,
                line.value ->> 'object' as object, line.value as body
            from kept.security_ledger_bundle b, json_each('[' || replace(b.entries, char(10), ',') || ']') line order by 1
            """);
        var watch = Stopwatch.StartNew();
        for (var first = 0; first < Entries; first += 1000)
        {
            Execute(connection, "insert into entry select seq, kind, at, actor, object, body from given where seq >= @first and seq < @first + 1000", ("@first", first));
        }
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task CheckAsync(string zip, string work)
    {
        var ours = await Whole.PhusaAsync("ledger", "verify", zip);
        var lines = Path.Combine(work, "entries.jsonl");
        await Whole.RunAsync("unzip", "-o", "-q", zip, "entries.jsonl", "-d", work);
        var peer = await Whole.RunAsync("sha256sum", lines);
        Console.WriteLine(
            $"verify offline                   {Entries:N0} entries  phusa {ours.Seconds:0.0} s  peak {ours.Megabytes:N0} MB  sha256sum alone {peer.Seconds:0.0} s  {peer.Seconds / ours.Seconds:0.00} x");
    }

    private static async Task ProveAsync(string data)
    {
        await Whole.PhusaAsync("migrate", "--data", data);
        await using var server = await Server.StartAsync("serve", "--data", data);
        var pace = await Pace.OfAsync(at => server.AskAsync($"/api/v1/ledger/entries/{at * 7919L % Grown}/proof"), 1);
        Console.WriteLine($"proof of one among {Grown:N0}, over HTTP  {pace}");
    }

    private static void Execute(SqliteConnection connection, string text, params (string Name, object Value)[] values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }
        command.ExecuteNonQuery();
    }

    private static ServiceProvider Services(string data)
    {
        Module[] modules = [new KernelModule(), new SecurityModule()];
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Data", data)]).Build();
        var services = new ServiceCollection();
        services.AddLogging().AddSingleton<IConfiguration>(configuration).AddSingleton(modules);
        foreach (var module in modules)
        {
            module.Add(services, configuration);
        }
        return services.BuildServiceProvider();
    }
}
