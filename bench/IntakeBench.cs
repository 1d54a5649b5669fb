using System.Diagnostics;
using System.Globalization;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Bench;

/// <summary>
/// A file to a committed, checked version, beside a bare DuckDB that only copies it to Parquet, and psql that only
/// copies it into a table. Each is a process of its own, and each runs five times in turn; the medians are compared. Of
/// DuckDB's process only the statement counts: starting it is this program's affair and not DuckDB's.
/// </summary>
internal static class IntakeBench
{
    private const int Turns = 5;

    public static async Task RunAsync(string work)
    {
        var csv = Readings.Csv(work);
        var contract = Path.Combine(work, "readings.contract.yaml");
        await File.WriteAllTextAsync(contract, Readings.Contract);
        await using var postgres = await Postgres.StartAsync(work);
        await postgres.ExecuteAsync(Readings.Table);
        var (bare, ours, psql) = (new Cost[Turns], new Cost[Turns], new Cost[Turns]);
        for (var turn = 0; turn < Turns; turn++)
        {
            bare[turn] = await BareAsync(csv, work);
            ours[turn] = await ImportAsync(contract, csv, Path.Combine(work, "intake"));
            psql[turn] = await CopyAsync(postgres, csv);
        }
        Print("phusa import, checked and committed", ours, ours);
        Print("bare DuckDB COPY to Parquet, unchecked", bare, ours);
        Print("psql \\copy, unchecked", psql, ours);
    }

    /// <summary>What the peer does, run by <c>phusa-bench bare</c>.</summary>
    public static void Bare(string csv, string parquet, string seconds)
    {
        using var duck = DuckDatabase.Open(null);
        using var connection = duck.Connect();
        var watch = Stopwatch.StartNew();
        connection.Execute($"copy (select * from read_csv({DuckSql.Literal(csv)})) to {DuckSql.Literal(parquet)} (format parquet)");
        File.WriteAllText(seconds, $"{watch.Elapsed.TotalSeconds}");
    }

    private static async Task<Cost> BareAsync(string csv, string work)
    {
        var seconds = Path.Combine(work, "bare.seconds");
        var whole = await Whole.BenchAsync("bare", csv, Path.Combine(work, "bare.parquet"), seconds);
        return whole with { Seconds = double.Parse(await File.ReadAllTextAsync(seconds), CultureInfo.InvariantCulture) };
    }

    private static async Task<Cost> ImportAsync(string contract, string csv, string data)
    {
        if (Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }
        await Whole.PhusaAsync("contract", "register", contract, "--data", data);
        return await Whole.PhusaAsync("import", "readings", csv, "--data", data);
    }

    private static async Task<Cost> CopyAsync(Postgres postgres, string csv)
    {
        await postgres.ExecuteAsync("truncate readings");
        var copied = await Postgres.PsqlAsync($"\\copy readings from '{csv}' with (format csv, header)");
        return copied with { Megabytes = copied.Megabytes + postgres.Held };
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);

    private static void Print(string what, Cost[] costs, Cost[] ours)
    {
        var (median, speed) = (Median(costs.Select(cost => cost.Seconds)), Median(ours.Select(cost => cost.Seconds)));
        Console.WriteLine(
            $"{what,-42} {Readings.Rows:N0} rows  median {median:0.00} s ({string.Join(" ", costs.Select(cost => $"{cost.Seconds:0.00}"))})  peak {costs.Max(cost => cost.Megabytes):N0} MB  phusa's speed {median / speed:0.00} x");
    }
}
