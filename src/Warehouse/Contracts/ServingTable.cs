using System.Text.Json;
using System.Threading.Channels;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Warehouse.Serving;

namespace Phusa.Warehouse.Contracts;

/// <summary>A row as it was served.</summary>
/// <param name="Version">The version that brought it.</param>
/// <param name="Body">A JSON object of all its fields; masking is the reader's.</param>
public sealed record ServedRow(long Version, string Body);

/// <summary>
/// Current rows by key, in the records database. They are written before their version is committed, stamped with its
/// number, and nobody sees them until that number is the served one. One load of a dataset writes at a time.
/// </summary>
public sealed class ServingTable(Database database, Compute compute, Lake lake)
{
    /// <summary>
    /// The fields rows are looked up by; none when the contract serves nothing, or by fields of which several rows may
    /// have the same values: those are queried.
    /// </summary>
    public static IReadOnlyList<Field> KeyOf(DataContract contract)
    {
        var fields = contract.Serve.Select(contract.FindField).OfType<Field>().ToList();
        var isKey = contract.Key.Count > 0 && contract.Key.All(fields.Contains);
        return fields.Count > 0 && (isKey || fields.Any(field => field.Unique)) ? fields : [];
    }

    /// <summary>The key of a row: the value itself, of several a JSON array of them, written as queries write values.</summary>
    public static string Key(params IReadOnlyList<string> values) =>
        values.Count == 1 ? values[0] : JsonSerializer.Serialize(values);

    public Task<ServedRow?> FindAsync(Guid dataset, string key, CancellationToken cancellation) =>
        database.FindAsync(new(
            """
            select s.version, s.body from warehouse_serving s
            join warehouse_current c on c.dataset_id = s.dataset_id
            where s.dataset_id = @dataset and s.key = @key and s.version between c.serving_base and c.number
              and s.body is not null and not exists (
                select 1 from warehouse_serving n where n.dataset_id = s.dataset_id and n.key = s.key
                  and n.version > s.version and n.version <= c.number)
            """,
            ("dataset", dataset), ("key", key)), row => new ServedRow(row.Integer("version"), row.Text("body")),
            cancellation);

    /// <summary>
    /// Writes the rows that the coming version brings, or for a delete the marks that they are gone. Running it again
    /// after a crash does no harm.
    /// </summary>
    /// <param name="number">The version's number, above the served one.</param>
    /// <param name="files">What the load accepted; all files of the version when the mode is replace.</param>
    public async Task WriteAheadAsync(
        Guid dataset, DataContract contract, long number, IReadOnlyList<VersionFile> files, LoadMode mode,
        CancellationToken cancellation)
    {
        var store = new ServingStore(database, dataset, number);
        // What a load left that never was committed would be taken for this one's.
        await store.ClearAsync(cancellation);
        var key = KeyOf(contract);
        if (key.Count == 0 || files.Count == 0)
        {
            return;
        }
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var batches = Channel.CreateBounded<IReadOnlyList<ServingRow>>(4);
        var reading = compute.DownloadAsync(connection =>
        {
            new ServingRows(contract, key, mode == LoadMode.Delete).Read(connection, VersionSql.Of(lake, files), batches.Writer, stop.Token);
            return 0;
        }, stop.Token);
        _ = reading.ContinueWith(done => batches.Writer.TryComplete(done.Exception?.InnerException),
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var batch in batches.Reader.ReadAllAsync(cancellation))
            {
                await store.WriteAsync(batch, cancellation);
            }
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    /// <summary>Removes rows that nobody can reach any more; says how many.</summary>
    public Task<long> SweepAsync(CancellationToken cancellation) => ServingStore.SweepAsync(database, cancellation);
}
