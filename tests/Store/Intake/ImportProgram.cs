using System.Diagnostics;
using Phusa.Catalog.Contracts;
using Phusa.Host;
using Phusa.Kernel.Data;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Intake;

/// <summary>The real program over a folder of its own, started anew for every import; and what it left, looked at from outside.</summary>
internal sealed class ImportProgram : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("phusa-program-").FullName;

    private ImportProgram() => Services = Composition.Services(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create<string, string?>("Data", Data)]).Build());

    public ServiceProvider Services { get; }

    public string Data => Path.Combine(folder, "data");

    public Dataset Dataset { get; private set; } = null!;

    public static async Task<ImportProgram> OverAsync(string contract)
    {
        var program = new ImportProgram();
        await program.Services.GetRequiredService<Migrator>().RunAsync(default);
        var registered = await program.Services.GetRequiredService<Datasets>().RegisterAsync(contract, "c.yaml", "test", default);
        Assert.True(registered.IsDone, string.Join('\n', registered.Problems));
        program.Dataset = registered.Value!;
        return program;
    }

    public string File(string name) => Path.Combine(folder, name);

    public Process Start(string file, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "phusa.dll"), "import", Dataset.Name, file, "--data", Data])
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    /// <summary>Asks the served version one row of figures.</summary>
    public async Task<(DatasetVersion Version, object?[] Figures)> ServedAsync(string figures)
    {
        var version = await Services.GetRequiredService<Versions>().CurrentAsync(Dataset.Id, default);
        using var database = DuckDatabase.Open(null);
        using var connection = database.Connect();
        using var result = connection.Query(
            $"select {figures} from {VersionSql.Of(Services.GetRequiredService<Lake>(), version!)}");
        return (version!, result.Rows().Single());
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}
