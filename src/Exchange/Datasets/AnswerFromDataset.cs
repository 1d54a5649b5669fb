using System.IO.Pipelines;
using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Datasets;

/// <summary>
/// Services made from a contract, without code: one row by its key, rows by filters, whether a key is there, what changed
/// since a version, and all rows as a file. Only the fields and rows of the agreement leave.
/// </summary>
internal sealed class AnswerFromDataset(
    Catalog.Contracts.Datasets datasets, Versions versions, QueryRunner queries, ServingTable serving, CompareVersions compare)
{
    private const string Json = "application/json; charset=utf-8";

    /// <summary>The allowed fields of one row. The key itself comes back only where the agreement names it.</summary>
    public async Task<Outcome<DatasetAnswer>> LookUpAsync(
        string dataset, IReadOnlyList<string> key, Allowance allowance, CancellationToken cancellation)
    {
        var found = await OpenAsync(dataset, key, null, cancellation);
        if (found.Value is not { } open)
        {
            return Failed(found);
        }
        if (await RowAsync(open, key, allowance, cancellation) is not { } row)
        {
            return new Missing(new Problem("key", "service.row-missing", T.ServiceRowMissing));
        }
        return new DatasetAnswer(Json, allowance.Fields, open.Version.Number, null, (target, writing) => WriteAsync(target, row, writing));
    }

    /// <summary>Whether there is such a row, and nothing else of it.</summary>
    public async Task<Outcome<DatasetAnswer>> ExistsAsync(
        string dataset, IReadOnlyList<string> key, Allowance allowance, CancellationToken cancellation)
    {
        var found = await OpenAsync(dataset, key, null, cancellation);
        if (found.Value is not { } open)
        {
            return Failed(found);
        }
        var exists = await RowAsync(open, key, allowance, cancellation) is not null;
        return new DatasetAnswer(
            Json, [], open.Version.Number, null, (target, writing) => WriteAsync(target, new { exists }, writing));
    }

    /// <summary>Rows as an address asks for them, a page as JSON or all of them in another format.</summary>
    public async Task<Outcome<DatasetAnswer>> ListAsync(
        string dataset, QueryReading reading, RowFormat format, Allowance allowance, CancellationToken cancellation)
    {
        var found = await OpenAsync(dataset, null, reading.Query.AsOf, cancellation);
        if (found.Value is not { } open)
        {
            return Failed(found);
        }
        var prepared = QueryRunner.Prepare(open.Version, open.Contract, allowance.Access(open.Contract), reading, format);
        return prepared.Value is not { } query ? new Refusal(prepared.Problems) : new DatasetAnswer(
            format.ContentType(), [.. query.Columns.Select(column => column.Name)], open.Version.Number, query.ETag,
            (target, writing) => queries.WriteAsync(query, format, target, writing));
    }

    /// <summary>Version, number of rows and a checksum of them, by which whoever keeps a copy sees whether it is one.</summary>
    public async Task<Outcome<DatasetAnswer>> DigestAsync(
        string dataset, QueryReading reading, Allowance allowance, CancellationToken cancellation)
    {
        var found = await OpenAsync(dataset, null, reading.Query.AsOf, cancellation);
        if (found.Value is not { } open)
        {
            return Failed(found);
        }
        var prepared = QueryRunner.Prepare(open.Version, open.Contract, allowance.Access(open.Contract), reading, RowFormat.NdJson);
        if (prepared.Value is not { } query)
        {
            return new Refusal(prepared.Problems);
        }
        var digest = await queries.DigestAsync(query, cancellation);
        return new DatasetAnswer(Json, [], open.Version.Number, null, (target, writing) => WriteAsync(
            target, new { version = open.Version.Number, digest.Rows, digest.Fields, digest = digest.Value }, writing));
    }

    /// <summary>Rows that are new, differ or are gone since a version, by key; a thousand of them are listed at most.</summary>
    public async Task<Outcome<DatasetAnswer>> ChangesAsync(
        string dataset, long since, Allowance allowance, CancellationToken cancellation)
    {
        var found = await OpenAsync(dataset, null, null, cancellation);
        if (found.Value is not { } open)
        {
            return Failed(found);
        }
        if (await versions.FindAsync(open.Dataset.Id, since, cancellation) is not { } before)
        {
            return NoVersion(since);
        }
        var compared = await compare.RunAsync(
            before, open.Version, open.Contract, allowance.Access(open.Contract), VersionChanges.MostRows, cancellation);
        return compared.Value is not { } changes ? new Refusal(compared.Problems) : new DatasetAnswer(
            Json, allowance.Fields, open.Version.Number, null, (target, writing) => WriteAsync(
                target, new { since, version = open.Version.Number, changes.Added, changes.Changed, changes.Removed, changes.Rows }, writing));
    }

    private async Task<IReadOnlyDictionary<string, object?>?> RowAsync(
        OpenDataset open, IReadOnlyList<string> key, Allowance allowance, CancellationToken cancellation)
    {
        var contract = open.Contract;
        var isServed = allowance.Rows is null && ServingTable.KeyOf(contract).SequenceEqual(contract.Key);
        if (isServed && await serving.FindAsync(open.Dataset.Id, ServingTable.Key(key), cancellation) is { } served)
        {
            using var body = JsonDocument.Parse(served.Body);
            return allowance.Fields.ToDictionary(
                field => field, field => body.RootElement.TryGetProperty(field, out var value) ? (object?)value.Clone() : null);
        }
        var asked = new And([.. contract.Key.Zip(key, (field, value) => new Condition(field.Name, FilterOperator.Eq, value))]);
        var prepared = QueryRunner.Prepare(
            open.Version, contract, allowance.Access(contract, asked), new Query { Fields = allowance.Fields, Limit = 1 });
        if (prepared.Value is not { } query)
        {
            return null;
        }
        var page = await queries.PageAsync(query, cancellation);
        return page.Rows is [var row, ..]
            ? page.Columns.Zip(row).ToDictionary(pair => pair.First.Name, pair => pair.Second) : null;
    }

    /// <param name="key">Values that must be as many as the contract's key has fields; null where none are needed.</param>
    /// <param name="number">Of an earlier version; null takes the served one.</param>
    private async Task<Outcome<OpenDataset>> OpenAsync(
        string name, IReadOnlyList<string>? key, long? number, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
        {
            return new Missing(new Problem("dataset", "service.without-data", T.ServiceWithoutData));
        }
        var asked = number is { } earlier ? await versions.FindAsync(dataset.Id, earlier, cancellation)
            : await versions.CurrentAsync(dataset.Id, cancellation);
        if (asked is not { } version)
        {
            return number is { } missing ? NoVersion(missing)
                : new Missing(new Problem("dataset", "service.without-data", T.ServiceWithoutData));
        }
        var contract = await datasets.ContractAsync(dataset.Id, version.ContractVersion, cancellation);
        return key is null || (contract.Key.Count > 0 && contract.Key.Count == key.Count)
            ? new OpenDataset(dataset, version, contract)
            : new Refusal(new Problem("key", "service.key", T.ServiceKey(string.Join(", ", contract.Key.Select(field => field.Name)))));
    }

    private static Missing NoVersion(long number) =>
        new(new Problem("version", "service.version-missing", T.ServiceVersionMissing(number)));

    private static Outcome<DatasetAnswer> Failed(Outcome<OpenDataset> found) =>
        found.IsMissing ? new Missing(found.Problems[0]) : new Refusal(found.Problems);

    private static async Task<Outcome<long>> WriteAsync(PipeWriter target, object answer, CancellationToken cancellation)
    {
        await target.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(answer, JsonStorage.Options), cancellation);
        return 1L;
    }

    private sealed record OpenDataset(Dataset Dataset, DatasetVersion Version, DataContract Contract);
}
