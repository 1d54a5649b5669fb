using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Caching;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// The node's own DuckDB: native tables of versions in use, made from the lake's Parquet and deleted without harm.
/// Nobody waits for a table: until it is filled, its version is read from Parquet.
/// </summary>
public sealed class Compute : IAsyncDisposable
{
    private readonly DuckDatabase database;
    private readonly DuckPool answers;
    private readonly DuckPool downloads;
    private readonly VersionTables tables;
    private bool closed;

    /// <param name="file">Its place; when another process has it, memory is used instead.</param>
    public Compute(string file, Lake lake, IOptions<WarehouseOptions> options, ILogger<Compute> log)
    {
        database = CacheFile.Open(file, log);
        answers = new DuckPool(database);
        // Apart from answers: a receiver on a slow line holds its thread for as long as the download takes.
        downloads = new DuckPool(database, options.Value.Downloads);
        tables = new VersionTables(database, lake, options.Value, log);
    }

    /// <summary>Fills the native table of a version unless it is small or there already; done when it can be read.</summary>
    public Task WarmAsync(DatasetVersion version, DataContract contract, CancellationToken cancellation) =>
        tables.FillAsync(version, contract, cancellation);

    /// <summary>Runs short work on a connection of the pool.</summary>
    public Task<T> RunAsync<T>(Func<DuckConnection, T> work, CancellationToken cancellation) =>
        answers.RunAsync(work, cancellation);

    /// <summary>Runs work that may wait for others while it has its connection.</summary>
    internal Task<T> DownloadAsync<T>(Func<DuckConnection, T> work, CancellationToken cancellation) =>
        downloads.RunAsync(work, cancellation);

    /// <summary>Runs work on a version's rows; the table it is given stays until the work is done.</summary>
    internal async Task<T> ReadAsync<T>(
        DatasetVersion version, DataContract contract, Func<DuckConnection, QuerySource, T> work, bool isDownload,
        CancellationToken cancellation)
    {
        var pool = isDownload ? downloads : answers;
        return await pool.RunAsync(connection =>
        {
            using var lease = tables.Lease(version, contract, connection);
            return work(connection, lease.Source);
        }, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (closed)
        {
            return;
        }
        closed = true;
        await tables.DisposeAsync();
        await answers.DisposeAsync();
        await downloads.DisposeAsync();
        database.Dispose();
    }
}
