using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>The dataset that a copy is, on our side: what it is like now, and how rows get into it.</summary>
internal sealed class CopyTarget(Catalog.Contracts.Datasets datasets, Versions versions, QueryRunner queries, Importer importer)
{
    /// <summary>The dataset with the contract in force.</summary>
    public async Task<Outcome<CopiedDataset>> OpenAsync(string name, CancellationToken cancellation) =>
        await datasets.FindAsync(name, cancellation) is { } dataset
            ? new CopiedDataset(dataset, await datasets.ContractAsync(dataset, cancellation))
            : new Missing(new Problem("dataset", "dataset.missing", T.CopyDatasetMissing(name)));

    /// <summary>Whether anybody but the copy made a version since it made its last.</summary>
    public async Task<bool> IsEditedAsync(Copy copy, Peer peer, CopiedDataset open, CancellationToken cancellation) =>
        (await versions.ListAsync(open.Dataset.Id, cancellation))
            .Any(version => version.Number > (copy.Local ?? 0) && version.CreatedBy != copy.Maker(peer));

    /// <summary>Of the served version; null where there is none.</summary>
    public async Task<(long Version, RowDigest Digest)?> DigestAsync(CopiedDataset open, CancellationToken cancellation)
    {
        if (await versions.CurrentAsync(open.Dataset.Id, cancellation) is not { } version)
        {
            return null;
        }
        var prepared = QueryRunner.Prepare(
            version, open.Contract, QueryAccess.Full, new Query { Fields = open.Fields }, RowFormat.NdJson);
        return prepared.Value is { } query ? (version.Number, await queries.DigestAsync(query, cancellation))
            : throw new InvalidDataException(string.Join("; ", prepared.Problems));
    }

    /// <summary>Brings rows in, to the end; or why they were not taken.</summary>
    public async Task<Outcome<bool>> LoadAsync(
        CopiedDataset open, string maker, Stream rows, LoadMode mode, CancellationToken cancellation)
    {
        var loaded = await importer.RunAsync(
            open.Dataset.Name, $"{open.Dataset.Name}.parquet", rows, maker, new ReadAs(Mode: mode), null, cancellation);
        return loaded.Value is { Version: not null } or { Outcome: LoadOutcome.Unchanged } ? true
            : new Refusal(new Problem("", "copy.load-refused", T.CopyLoadRefused(Text.Same(string.Join(
                " ", (loaded.Value?.Problems ?? loaded.Problems).Select(problem => problem.Message.ToString()))))));
    }

    /// <summary>What of our contract the peer's service is not, one line a field; none where a copy can be kept.</summary>
    public static IReadOnlyList<string> Differences(DataContract contract, CatalogueEntry entry)
    {
        var there = entry.Fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name);
        return
        [
            .. contract.Fields.Select(field => !there.TryGetValue(field.Name, out var other) ? $"{field.Name}: -"
                : Word.Of(field.Type) != other.Type ? $"{field.Name}: {Word.Of(field.Type)} ≠ {other.Type}"
                : field.IsKey != other.IsKey ? $"{field.Name}: {Key(field.IsKey)} ≠ {Key(other.IsKey)}" : null).OfType<string>(),
            .. entry.Fields.Where(field => field.IsKey && contract.FindField(field.Name) is null).Select(field => $"- ≠ {field.Name}: {Key(true)}"),
        ];
    }

    private static string Key(bool isKey) => isKey ? "key" : "no key";
}

/// <param name="Contract">In force: what is brought in has to be like that.</param>
internal sealed record CopiedDataset(Dataset Dataset, DataContract Contract)
{
    public IReadOnlyList<string> Fields { get; } = [.. Contract.Fields.Select(field => field.Name)];

    public IReadOnlyList<string> Key { get; } = [.. Contract.Key.Select(field => field.Name)];
}
