using System.Diagnostics;

namespace Phusa.Bench;

/// <summary>
/// The query API over the readings, HTTP included, beside PostgreSQL asked over its own protocol for the same rows in a
/// table with a primary key and an index on the filtered column.
/// </summary>
internal static class QueryBench
{
    private const string Rows = "/api/v1/datasets/readings/rows";

    public static async Task RunAsync(string work)
    {
        var data = Path.Combine(work, "query");
        if (!Directory.Exists(data))
        {
            var contract = Path.Combine(work, "readings.contract.yaml");
            await File.WriteAllTextAsync(contract, Readings.ServedContract);
            await Whole.PhusaAsync("contract", "register", contract, "--data", data);
            await Whole.PhusaAsync("import", "readings", Readings.Csv(work), "--data", data);
        }
        await using var postgres = await Postgres.StartAsync(work);
        await postgres.ExecuteAsync(Readings.Table);
        await Postgres.PsqlAsync($"\\copy readings from '{Readings.Csv(work)}' with (format csv, header)");
        await postgres.ExecuteAsync("alter table readings add primary key (id); create index on readings (commune)");
        await postgres.ExecuteAsync("vacuum analyze readings");
        await using var server = await Server.StartAsync("serve", "--data", data);
        await server.AskAsync($"{Rows}?limit=50");
        await Server.FilledAsync(data);
        foreach (var callers in new[] { 1, 8 })
        {
            await AskAsync(server, postgres, callers);
        }
        await DownloadAsync(server, postgres);
    }

    private static async Task AskAsync(Server server, Postgres postgres, int callers)
    {
        await CompareAsync("page of 50, filtered",
            at => $"{Rows}?commune=eq.{Commune(at)}&limit=50",
            "select * from readings where commune = $1 limit 50", at => [Commune(at)]);
        await CompareAsync("page of 50, filtered and sorted",
            at => $"{Rows}?commune=eq.{Commune(at)}&sort=-pm25&limit=50",
            "select * from readings where commune = $1 order by pm25 desc, id limit 50", at => [Commune(at)]);
        await CompareAsync("grouped aggregate, new each time",
            at => $"{Rows}?group=level&agg=count,avg.pm25&pm10=gt.{Limit(at):0.00}",
            "select level, count(*), avg(pm25) from readings where pm10 > $1 group by level", at => [Limit(at)]);
        await CompareAsync("grouped aggregate, asked again",
            _ => $"{Rows}?group=commune&agg=count,avg.pm25",
            "select commune, count(*), avg(pm25) from readings group by commune", _ => []);
        await CompareAsync("look-up by key", at => $"{Rows}/{Key(at)}", "select * from readings where id = $1", at => [Key(at)]);

        async Task CompareAsync(string what, Func<int, string> path, string sql, Func<int, object[]> values) => await Pace.CompareAsync(
            what, $"{await server.RowsAsync(path(0), "rows")} rows", callers, at => server.AskAsync(path(at)),
            ("PostgreSQL", at => postgres.AskAsync(sql, values(at))));
    }

    private static string Commune(int at) => $"{20000 + (at % 135)}";

    private static double Limit(int at) => (at % 300) + (at % 97 / 100.0);

    private static long Key(int at) => 1 + ((long)at * 7919 % Readings.Rows);

    private static async Task DownloadAsync(Server server, Postgres postgres)
    {
        var watch = Stopwatch.StartNew();
        using var answer = await server.Http.GetAsync(
            "/api/v1/datasets/readings/download?format=csv", HttpCompletionOption.ResponseHeadersRead);
        await using var body = await answer.EnsureSuccessStatusCode().Content.ReadAsStreamAsync();
        var buffer = new byte[1 << 20];
        long bytes = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            bytes += read;
        }
        var seconds = watch.Elapsed.TotalSeconds;
        var copied = await Postgres.PsqlAsync("\\copy readings to stdout with (format csv, header)");
        Console.WriteLine(
            $"CSV download {Readings.Rows:N0} rows  phusa {seconds:0.0} s, {bytes / 1e6 / seconds:0} MB/s  psql \\copy {copied.Seconds:0.0} s  {copied.Seconds / seconds:0.00} x");
        Console.WriteLine($"peak phusa {server.Peak:N0} MB  PostgreSQL {postgres.Held:N0} MB");
    }
}
