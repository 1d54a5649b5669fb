using System.Collections.Concurrent;
using Phusa.Catalog.Approvals;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;

namespace Phusa.Catalog.Contracts;

/// <summary>The datasets of the province and every version of their contracts.</summary>
public sealed class Datasets(Database database, TimeProvider clock)
{
    private const string Columns =
        """
        select id, name, agency, classification, title_vi, title_en, purpose, theme, licence, keywords, contract_version,
               created_at, changed_at, agency_field
        from catalog_dataset
        """;

    /// <summary>A contract's text never changes once it is registered, so what was read of it may be kept.</summary>
    private readonly ConcurrentDictionary<(Guid, string), DataContract> read = new();

    public Task<Dataset?> FindAsync(string name, CancellationToken cancellation) =>
        database.FindAsync(new(Columns + " where name = @name", ("name", name)), Read, cancellation);

    public Task<Dataset?> FindAsync(Guid id, CancellationToken cancellation) =>
        database.FindAsync(new(Columns + " where id = @id", ("id", id)), Read, cancellation);

    /// <summary>By name.</summary>
    public Task<IReadOnlyList<Dataset>> ListAsync(CancellationToken cancellation) =>
        database.ListAsync(new(Columns + " order by name"), Read, cancellation);

    /// <summary>The contract that new loads are checked against.</summary>
    public Task<DataContract> ContractAsync(Dataset dataset, CancellationToken cancellation) =>
        ContractAsync(dataset.Id, dataset.ContractVersion, cancellation);

    public async Task<DataContract> ContractAsync(Guid dataset, string version, CancellationToken cancellation)
    {
        if (read.TryGetValue((dataset, version), out var known))
        {
            return known;
        }
        var yaml = await YamlAsync(dataset, version, cancellation)
            ?? throw new InvalidDataException($"Contract {version} of dataset {dataset} is not in the records");
        var contract = ContractReader.Read(yaml, version).Contract
            ?? throw new InvalidDataException($"Contract {version} of dataset {dataset} cannot be read any more");
        return read.GetOrAdd((dataset, version), contract);
    }

    /// <summary>The contract as it was written; null when there is no such version.</summary>
    public async Task<string?> YamlAsync(Guid dataset, string version, CancellationToken cancellation) =>
        await database.FindAsync(new(
            "select yaml from catalog_contract where dataset_id = @dataset and version = @version",
            ("dataset", dataset), ("version", version)), row => row.Text("yaml"), cancellation);

    /// <summary>Newest first.</summary>
    public async Task<IReadOnlyList<ContractVersion>> ContractVersionsAsync(Guid dataset, CancellationToken cancellation)
    {
        var found = await database.ListAsync(new(
            "select version from catalog_contract where dataset_id = @dataset", ("dataset", dataset)),
            row => ContractVersion.TryParse(row.Text("version"), out var version) ? version : default, cancellation);
        return [.. found.OrderDescending()];
    }

    /// <summary>
    /// Makes a dataset from its first contract, or gives an existing one its next contract, at once: for those who run
    /// the program. Everybody else goes by <see cref="ContractProposals"/>. The same text again
    /// changes nothing. Refused: a contract that cannot be read, or a change that its version does not announce.
    /// </summary>
    public async Task<Outcome<Dataset>> RegisterAsync(string yaml, string file, string by, CancellationToken cancellation)
    {
        var reading = ContractReader.Read(yaml, file);
        if (reading.Contract is not { } contract)
        {
            return new Refusal(reading.Problems);
        }
        var known = await FindAsync(contract.Name, cancellation);
        if (known is not null && await CheckNextAsync(known, contract, yaml, cancellation) is { } refusal)
        {
            return refusal;
        }
        var now = clock.GetUtcNow();
        return await database.WriteAsync(
            session => ContractStore.PutInForceAsync(
                session, known, contract, yaml, new(by, now, by, now), cancellation), cancellation);
    }

    /// <summary>Why the contract cannot follow the one in force; null when it can.</summary>
    internal async Task<Refusal?> CheckNextAsync(
        Dataset known, DataContract next, string yaml, CancellationToken cancellation)
    {
        if (await YamlAsync(known.Id, next.Version.ToString(), cancellation) is { } before)
        {
            return before == yaml ? null : new Refusal(new Problem("version", "contract.version-taken",
                T.RegisterVersionTaken(next.Version.ToString(), known.Name)));
        }
        var current = await ContractAsync(known, cancellation);
        var difference = ContractDiff.Between(current, next);
        return difference.Allows(current.Version, next.Version) ? null : new Refusal(new Problem(
            "version", "contract.version-too-low",
            T.RegisterVersionTooLow(next.Version.ToString(), current.Version.After(difference.Required).ToString())));
    }

    private static Dataset Read(Row row) => new(
        row.Id("id"), row.Text("name"), row.Text("agency"), row.Choice<Classification>("classification"),
        Kernel.Texts.Text.Pair(row.Text("title_vi"), row.Text("title_en")), row.TextOrNull("purpose"),
        row.TextOrNull("theme"), row.TextOrNull("licence"), row.Json<string[]>("keywords"),
        row.Text("contract_version"), row.Instant("created_at"), row.Instant("changed_at"),
        row.TextOrNull("agency_field"));
}
