using Phusa.Catalog.Contracts;
using Phusa.Host;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Intake;

/// <summary>The whole spine over real stores and a lake of its own, without a web server.</summary>
public sealed class Spine : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly string folder = Directory.CreateTempSubdirectory("phusa-spine-").FullName;

    public Spine(Database database)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Data", folder)]).Build();
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IConfiguration>(configuration);
        Composition.AddModules(collection, configuration);
        collection.AddSingleton(database);
        services = collection.BuildServiceProvider();
    }

    public string Folder => folder;

    public Datasets Datasets => services.GetRequiredService<Datasets>();

    public Versions Versions => services.GetRequiredService<Versions>();

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    public async Task<Dataset> RegisterAsync(string yaml)
    {
        var outcome = await Datasets.RegisterAsync(yaml, "test.yaml", "test", default);
        return outcome.Value ?? throw new InvalidOperationException(string.Join("\n", outcome.Problems));
    }

    public async Task<Load> ImportAsync(string dataset, string text, string file = "test.csv") =>
        await ImportAsync(dataset, System.Text.Encoding.UTF8.GetBytes(text), file);

    public async Task<Load> ImportAsync(string dataset, byte[] bytes, string file = "test.csv")
    {
        var outcome = await Get<Importer>().RunAsync(dataset, file, new MemoryStream(bytes), "test", null, default);
        return outcome.Value ?? throw new InvalidOperationException(string.Join("\n", outcome.Problems));
    }

    /// <summary>Rows of the served version, each as its values joined by bars, sorted.</summary>
    public async Task<IReadOnlyList<string>> ServedAsync(string dataset, string columns)
    {
        var known = await Datasets.FindAsync(dataset, default);
        var version = await Versions.CurrentAsync(known!.Id, default);
        if (version is null)
        {
            return [];
        }
        using var duck = DuckDatabase.Open(null);
        using var connection = duck.Connect();
        using var result = connection.Query($"select concat_ws('|', {columns}) from {VersionSql.Of(Get<Lake>(), version)} order by 1");
        return [.. result.Rows().Select(row => (string)row[0]!)];
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
