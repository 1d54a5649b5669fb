using System.Diagnostics;
using System.Globalization;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Bench;

/// <summary>
/// A file to a committed, checked version, beside a bare DuckDB that only copies it to Parquet, and psql that only
/// copies it into a table. Every contender runs three times in turn; the medians are compared.
/// </summary>
internal static class IntakeBench
{
    private const int Turns = 3;

    public static async Task RunAsync(string work)
    {
        var csv = Readings.Csv(work);
        var contract = Path.Combine(work, "readings.contract.yaml");
        await File.WriteAllTextAsync(contract, Readings.Contract);
        await using var postgres = await Postgres.StartAsync(work);
        var (bare, ours, psql, memory) = (new List<double>(), new List<double>(), new List<double>(), 0.0);
        for (var turn = 0; turn < Turns; turn++)
        {
            bare.Add(Bare(csv, work));
            var data = Path.Combine(work, "intake");
            if (Directory.Exists(data))
            {
                Directory.Delete(data, recursive: true);
            }
            await Whole.RunAsync("contract", "register", contract, "--data", data);
            var (seconds, megabytes) = await Whole.RunAsync("import", "readings", csv, "--data", data);
            ours.Add(seconds);
            memory = Math.Max(memory, megabytes);
            if (postgres is not null)
            {
                psql.Add(await Postgres.CopyAsync(csv));
            }
        }
        Print("bare DuckDB COPY to Parquet, unchecked", bare, Median(ours), 0);
        Print("phusa import, checked and committed", ours, Median(ours), memory);
        Print("psql \\copy, unchecked", psql, Median(ours), 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"speed against bare DuckDB: {Median(bare) / Median(ours):0.00} x; against psql: {(psql.Count == 0 ? double.NaN : Median(psql) / Median(ours)):0.00} x"));
    }

    private static double Bare(string csv, string work)
    {
        using var duck = DuckDatabase.Open(null);
        using var connection = duck.Connect();
        var watch = Stopwatch.StartNew();
        connection.Execute(
            $"copy (select * from read_csv({DuckSql.Literal(csv)})) to {DuckSql.Literal(Path.Combine(work, "bare.parquet"))} (format parquet)");
        return watch.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Count == 0 ? double.NaN : values.Order().ElementAt(values.Count / 2);

    private static void Print(string what, List<double> seconds, double ours, double megabytes) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what,-42} {Readings.Rows:N0} rows  median {Median(seconds):0.00} s  ({string.Join(", ", seconds.Select(second => second.ToString("0.00", CultureInfo.InvariantCulture)))})")
            + (megabytes > 0 ? string.Create(CultureInfo.InvariantCulture, $"  peak {megabytes:N0} MB") : ""));
}
