using System.Globalization;
using Microsoft.Extensions.Primitives;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Rows;

/// <summary>Rows that may be read: whose sight, which version, which query in which form.</summary>
internal sealed record ReadyRows(Sight Sight, DatasetVersion Version, PreparedQuery Query, RowFormat Format);

/// <summary>
/// The one way from a caller to rows: decides what may be seen, checks the query, and records reads of personal data
/// before anything is sent.
/// </summary>
internal sealed class ReadRows(Sights sights, Versions versions, QueryRunner queries, Masks masks, PersonalReads reads)
{
    public async Task<Outcome<ReadyRows>> PrepareAsync(
        string name, Caller caller, QueryReading reading, RowFormat format, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, caller, cancellation) is not { } described)
        {
            return ApiMissing.Dataset(name);
        }
        var version = reading.Query.AsOf is { } number
            ? await versions.FindAsync(described.Dataset.Id, number, cancellation)
            : await versions.CurrentAsync(described.Dataset.Id, cancellation);
        if (version is null)
        {
            return ApiMissing.Version(name, reading.Query.AsOf);
        }
        var sight = await sights.OfAsync(described.Dataset, version.ContractVersion, caller, cancellation);
        if (!sight.Decision.Allowed)
        {
            return new Refusal(new Problem("", ProblemCodes.RowsRefused, sight.Decision.Reason));
        }
        var prepared = QueryRunner.Prepare(version, sight.Contract, sight.Query(masks, sight.Contract), reading, format);
        return prepared.Value is { } query ? new ReadyRows(sight, version, query, format) : new Refusal(prepared.Problems);
    }

    /// <summary>A page of values, recorded where that is due.</summary>
    /// <param name="selection">The query as it came, for the record.</param>
    public async Task<QueryPage> PageAsync(ReadyRows ready, string selection, CancellationToken cancellation)
    {
        var page = await queries.PageAsync(ready.Query, cancellation);
        await RecordAsync(ready, page.Rows.Count, selection, cancellation);
        return page;
    }

    /// <summary>Records the read where the decision asks for it; nothing may be sent before.</summary>
    public Task RecordAsync(ReadyRows ready, long rows, string selection, CancellationToken cancellation) =>
        ready.Sight.Decision.MustRecord
            ? RecordAsync(
                ready.Sight, FieldsRead.Of(ready.Query, ready.Format), ready.Version, rows, selection, cancellation)
            : Task.CompletedTask;

    /// <summary>Records a read that was no query.</summary>
    /// <param name="fields">The fields it told of.</param>
    public Task RecordAsync(
        Sight sight, IEnumerable<string> fields, DatasetVersion version, long rows, string selection,
        CancellationToken cancellation) =>
        reads.RecordAsync(
            sight.Request, sight.Decision, fields, version.Number.ToString(CultureInfo.InvariantCulture), rows,
            selection, cancellation);

    /// <summary>Conditions that pick one row by its key.</summary>
    public static QueryReading ByKey(DataContract contract, IReadOnlyList<string> key) => QueryReading.OfAddress(
        contract.Key.Zip(key, (field, value) => KeyValuePair.Create($"f.{field.Name}", new StringValues($"eq.{value}")))
            .Append(new("limit", "1")));
}
