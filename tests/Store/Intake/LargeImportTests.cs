using System.Text;

namespace Phusa.Tests.Store.Intake;

/// <summary>Memory of the real program while a file passes that is many times larger.</summary>
[Collection(Reading.Alone.Name)]
public sealed class LargeImportTests : IAsyncLifetime
{
    private const long Size = 4L << 30;
    private const int LoadMegabytes = 256;

    /// <summary>What the program needs besides the buffers of a load; a tenth of the file held would break it.</summary>
    private const int OtherMegabytes = 300;

    private const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.large
        name: large
        version: 1.0.0
        status: active
        schema:
          - name: large
            logicalType: object
            properties:
              - { name: "no", logicalType: integer, required: true }
              - { name: name, logicalType: string, required: true }
              - { name: amount, logicalType: number, logicalTypeOptions: { minimum: 0 } }
        customProperties: [ { property: phusa.load, value: replace } ]
        """;

    private ImportProgram program = null!;

    public async Task InitializeAsync() => program = await ImportProgram.OverAsync(Contract);

    public async Task DisposeAsync() => await program.DisposeAsync();

    [SlowFact]
    public async Task Memory_stays_bounded_while_a_file_of_four_gigabytes_with_faults_is_loaded()
    {
        var file = program.File("large.csv");
        var (rows, faults) = Generate(file);

        var peak = 0L;
        using var process = program.Start(file, ("PHUSA_Intake__LoadMemoryMegabytes", $"{LoadMegabytes}"));
        _ = process.StandardOutput.ReadToEndAsync();
        var said = process.StandardError.ReadToEndAsync();
        while (!process.HasExited)
        {
            process.Refresh();
            peak = Math.Max(peak, process.PeakWorkingSet64);
            await Task.Delay(50);
        }

        Assert.True(process.ExitCode == 0, await said);
        var (version, figures) = await program.ServedAsync("count(*)");
        Assert.Equal((rows - faults, rows - faults), (version.Rows, (long)figures[0]!));
        Assert.InRange(peak >> 20, 1, LoadMegabytes + OtherMegabytes);
    }

    /// <summary>One row in a thousand is at fault.</summary>
    private static (long Rows, long Faults) Generate(string path)
    {
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        file.Write("no,name,amount\n");
        var (rows, faults) = (0L, 0L);
        for (; file.BaseStream.Position < Size; rows++)
        {
            var isFault = rows % 1000 == 999;
            faults += isFault ? 1 : 0;
            file.Write($"{rows},\"Xã số {rows}, huyện Chư Păh\",{(isFault ? -1 : rows % 1000)}.5\n");
        }
        return (rows, faults);
    }
}
