using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Host.Demo;

/// <summary>Fills an empty data folder with the model province, and says what it does.</summary>
internal sealed class DemoProvince(
    Packs packs, Datasets datasets, Versions versions, Importer importer, DemoGenerator generator, TextWriter say)
{
    private const string Author = "demo";

    /// <summary>Brings in what is not there yet; a second start finds everything and does nothing.</summary>
    public async Task FillAsync(CancellationToken cancellation)
    {
        var served = await versions.CurrentOfAllAsync(cancellation);
        foreach (var (pack, number) in packs.Datasets.Select((pack, at) => (pack, at + 1)))
        {
            var known = await datasets.FindAsync(pack.Name, cancellation);
            if (known is not null && served.ContainsKey(known.Id))
            {
                continue;
            }
            await say.WriteAsync($"[{number}/{packs.Datasets.Count}] {pack.Name} … ");
            await FillAsync(pack, cancellation);
        }
    }

    private async Task FillAsync(DatasetPack pack, CancellationToken cancellation)
    {
        var yaml = await File.ReadAllTextAsync(pack.ContractPath, cancellation);
        var registered = await datasets.RegisterAsync(yaml, Path.GetFileName(pack.ContractPath), Author, cancellation);
        if (!registered.IsDone)
        {
            throw new InvalidDataException(string.Join(Environment.NewLine, registered.Problems));
        }
        await using var rows = await RowsAsync(pack, cancellation);
        var loaded = await importer.RunAsync(pack.Name, pack.Name + ".csv", rows, Author, null, cancellation);
        var load = loaded.Value ?? throw new InvalidDataException(string.Join(Environment.NewLine, loaded.Problems));
        await say.WriteLineAsync(string.Create(Kernel.Texts.Text.Vietnamese,
            $"{load.Outcome}: {load.Accepted ?? 0:N0} + {load.Rejected ?? 0:N0}"));
        foreach (var problem in load.Problems)
        {
            await say.WriteLineAsync($"    {problem}");
        }
    }

    /// <summary>Generated rows go through a file of their own: they are made as fast as they can be read.</summary>
    private async Task<Stream> RowsAsync(DatasetPack pack, CancellationToken cancellation)
    {
        if (pack.CsvPath is { } path)
        {
            return File.OpenRead(path);
        }
        var target = new FileStream(Path.GetTempFileName(), new FileStreamOptions
        {
            Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose,
        });
        await generator.WriteCsvAsync(pack.RecipePath!, packs.Root, target, cancellation);
        target.Position = 0;
        return target;
    }
}
