using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.LedgerRoots;

/// <summary>
/// Publishes the ledger's daily roots as a dataset like any other: checked, versioned, downloaded and harvested, so that copies of
/// them lie where the operator cannot reach. The dataset is made with the first finished day, under the province itself.
/// </summary>
internal sealed class PublishLedgerRoots(
    Security.Contracts.LedgerRoots roots, Datasets datasets, Versions versions, Importer importer, Agencies agencies)
{
    public const string Dataset = "ledger_daily_roots";

    private const string By = "ledger";

    /// <summary>Whether there was a day to add.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var finished = await roots.FinishedAsync(cancellation);
        if (finished.Count == 0 || await FindAsync(cancellation) is not { } dataset
            || (await versions.CurrentAsync(dataset.Id, cancellation))?.Rows == finished.Count)
        {
            return false;
        }
        using var table = new MemoryStream(LedgerRoot.Table(finished));
        var load = await importer.RunAsync(Dataset, $"{Dataset}-{finished[^1].Day:yyyy-MM-dd}.csv", table, By, null, cancellation);
        return load.Value?.Version is not null ? true
            : throw new InvalidDataException($"The ledger's daily roots were not accepted: {string.Join("; ", load.Problems)}");
    }

    /// <summary>Null in a province that has no agency yet.</summary>
    private async Task<Dataset?> FindAsync(CancellationToken cancellation)
    {
        if (await datasets.FindAsync(Dataset, cancellation) is { } known)
        {
            return known;
        }
        var top = (await agencies.TreeAsync(cancellation)).All.Where(agency => agency.Parent is null && agency.ValidTo is null)
            .OrderBy(agency => agency.Code, StringComparer.Ordinal).FirstOrDefault();
        if (top is null)
        {
            return null;
        }
        using var text = new StreamReader(typeof(PublishLedgerRoots).Assembly.GetManifestResourceStream($"{Dataset}.contract.yaml")!);
        var yaml = (await text.ReadToEndAsync(cancellation)).Replace("{agency}", top.Code, StringComparison.Ordinal);
        var made = await datasets.RegisterAsync(yaml, $"{Dataset}.contract.yaml", By, cancellation);
        return made.Value ?? throw new InvalidDataException($"The contract of {Dataset} is not accepted: {string.Join("; ", made.Problems)}");
    }
}
