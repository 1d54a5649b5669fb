using System.Diagnostics;
using Phusa.Intake.Loads;
using Phusa.Warehouse.Contracts;

namespace Phusa.Tests.Store.Intake;

/// <summary>The real program, killed without warning while it imports; many times over in a slow run.</summary>
public sealed class KilledImportTests : IAsyncLifetime
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

    private static readonly int Kills = SlowFactAttribute.IsAsked ? 50 : 3;

    private ImportProgram program = null!;

    public async Task InitializeAsync() => program = await ImportProgram.OverAsync(Contract);

    public async Task DisposeAsync() => await program.DisposeAsync();

    [Fact]
    public async Task Killed_at_any_moment_the_served_version_is_whole_and_the_next_import_succeeds()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal(0, await ImportAsync("first", null));
        var whole = watch.Elapsed;
        var dice = new Random(20261121);
        var (served, killed) = ("first", 0);
        for (var at = 0; at < Kills; at++)
        {
            // One moment out of every part of the time that an import takes.
            var exit = await ImportAsync($"killed{at}", whole * ((at + dice.NextDouble()) / Kills));
            killed += exit == 0 ? 0 : 1;
            Assert.Contains(await WholeAsync(), new[] { served, $"killed{at}" });

            served = $"next{at}";
            Assert.Equal(0, await ImportAsync(served, null));
            Assert.Equal(served, await WholeAsync());
        }

        Assert.NotEqual(0, killed);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(program.Data, "lake"), "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-2));
        }
        await program.Services.GetRequiredService<LakeSweeper>().RunAsync(default);
        Assert.Empty(Directory.EnumerateFiles(program.Services.GetRequiredService<Lake>().PathOf("drafts")));
        Assert.Equal(served, await WholeAsync());
    }

    /// <summary>Every row of the served version is of one and the same import, and none is missing.</summary>
    private async Task<string> WholeAsync()
    {
        var (version, figures) = await program.ServedAsync("count(*), count(distinct text), min(text)");
        Assert.Equal(((long)Rows, 1L, (long)Rows), ((long)figures[0]!, (long)figures[1]!, version.Rows));
        return (string)figures[2]!;
    }

    private async Task<int> ImportAsync(string text, TimeSpan? killAfter)
    {
        var file = program.File($"{text}.csv");
        await File.WriteAllLinesAsync(file, Enumerable.Range(1, Rows).Select(at => $"{at},{text}").Prepend("no,text"));
        using var process = program.Start(file);
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
