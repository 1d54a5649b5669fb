using System.Diagnostics;
using Phusa.Catalog.Contracts;
using Phusa.Host;
using Phusa.Intake.Loads;
using Phusa.Kernel.Data;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Intake;

/// <summary>The real program, killed without warning while it imports.</summary>
public sealed class KilledImportTests : IDisposable
{
    private const int Rows = 60_000;
    private const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.rows
        name: rows
        version: 1.0.0
        status: active
        schema:
          - name: rows
            logicalType: object
            properties:
              - { name: "no", logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: text, logicalType: string, required: true }
        customProperties: [ { property: phusa.load, value: replace } ]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("phusa-killed-").FullName;

    [Fact]
    public async Task Killed_at_any_moment_the_served_version_is_whole_and_the_next_import_succeeds()
    {
        await using var services = Composition.Services(new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Data", Path.Combine(folder, "data"))]).Build());
        await services.GetRequiredService<Migrator>().RunAsync(default);
        var dataset = (await services.GetRequiredService<Datasets>().RegisterAsync(Contract, "rows.yaml", "test", default)).Value!;
        Assert.Equal(0, await ImportAsync("first", null));
        var dice = new Random(20261121);
        for (var at = 0; at < 5; at++)
        {
            await ImportAsync($"killed{at}", TimeSpan.FromMilliseconds(dice.Next(200, 2500)));
            await WholeAsync(services, dataset);
        }

        Assert.Equal(0, await ImportAsync("last", null));

        Assert.Equal("last", await WholeAsync(services, dataset));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "data", "lake"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));
        }
        await services.GetRequiredService<LakeSweeper>().RunAsync(default);
        Assert.Empty(Directory.EnumerateFiles(services.GetRequiredService<Lake>().PathOf("drafts")));
        Assert.Equal("last", await WholeAsync(services, dataset));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Every row of the served version is of one and the same import, and none is missing.</summary>
    private static async Task<string> WholeAsync(ServiceProvider services, Dataset dataset)
    {
        var version = await services.GetRequiredService<Versions>().CurrentAsync(dataset.Id, default);
        using var database = DuckDatabase.Open(null);
        using var connection = database.Connect();
        using var result = connection.Query(
            $"select count(*), count(distinct text), min(text) from {VersionSql.Of(services.GetRequiredService<Lake>(), version!)}");
        var row = result.Rows().Single();
        Assert.Equal(((long)Rows, 1L, (long)Rows), ((long)row[0]!, (long)row[1]!, version!.Rows));
        return (string)row[2]!;
    }

    private async Task<int?> ImportAsync(string text, TimeSpan? killAfter)
    {
        var file = Path.Combine(folder, $"{text}.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Rows).Select(at => $"{at},{text}").Prepend("no,text"));
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "phusa.dll"), "import", "rows", file, "--data", Path.Combine(folder, "data")])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        _ = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        if (killAfter is { } after)
        {
            await Task.Delay(after);
            process.Kill();
        }
        await process.WaitForExitAsync();
        Assert.True(killAfter is not null || process.ExitCode == 0, await said);
        return process.ExitCode;
    }
}
