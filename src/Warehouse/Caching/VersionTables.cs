using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Caching;

/// <summary>
/// The native tables of versions in use, filled one at a time in the background, the least used dropped when they
/// outgrow their room. Versions never change, so a table that is there is right, also after a restart.
/// </summary>
internal sealed partial class VersionTables : IAsyncDisposable
{
    /// <summary>Names the layout: tables of another one are dropped at start.</summary>
    public const string Prefix = "v1_";

    private readonly Lock gate = new();
    private readonly Dictionary<string, VersionTable> known = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly SemaphoreSlim filler = new(1);
    private readonly DuckDatabase database;
    private readonly Lake lake;
    private readonly WarehouseOptions options;
    private readonly ILogger log;
    private long uses;

    public VersionTables(DuckDatabase database, Lake lake, WarehouseOptions options, ILogger log)
    {
        (this.database, this.lake, this.options, this.log) = (database, lake, options, log);
        using var connection = database.Connect();
        foreach (var name in Names(connection))
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
            {
                known[name[Prefix.Length..]] = new(name[Prefix.Length..]) { IsFilled = true, Bytes = Size(connection, name) };
            }
            else
            {
                connection.Execute($"drop table {DuckSql.Identifier(name)}");
            }
        }
        Evict(connection, null);
    }

    /// <summary>Where to read the version now; its table is filled in the background when it is worth one.</summary>
    public TableLease Lease(DatasetVersion version, DataContract contract, DuckConnection connection)
    {
        var table = Find(version);
        lock (gate)
        {
            table.LastUse = ++uses;
            if (table.IsFilled)
            {
                table.Readers++;
                return new(table.Table(HasFold(contract)), () => Release(table));
            }
        }
        _ = StartFilling(version, contract, table);
        MakeView(version, contract, table, connection);
        return new(table.View, static () => { });
    }

    public Task FillAsync(DatasetVersion version, DataContract contract, CancellationToken cancellation) =>
        StartFilling(version, contract, Find(version)).WaitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        Task[] running;
        lock (gate)
        {
            running = [.. known.Values.Select(table => table.Filling).OfType<Task>()];
        }
        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        filler.Dispose();
    }

    private VersionTable Find(DatasetVersion version)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"{version.DatasetId:n}_{version.Number}");
        lock (gate)
        {
            return known.TryGetValue(key, out var table) ? table : known[key] = new(key);
        }
    }

    private Task StartFilling(DatasetVersion version, DataContract contract, VersionTable table)
    {
        if (version.Rows < options.NativeFromRows || options.CacheMegabytes == 0)
        {
            return Task.CompletedTask;
        }
        lock (gate)
        {
            return table.IsFilled || stopping.IsCancellationRequested ? Task.CompletedTask
                : table.Filling ??= Task.Run(() => FillOneAsync(version, contract, table));
        }
    }

    private async Task FillOneAsync(DatasetVersion version, DataContract contract, VersionTable table)
    {
        try
        {
            await filler.WaitAsync(stopping.Token);
            try
            {
                // A thread of its own: filling takes seconds, and the thread pool answers requests.
                await Task.Factory.StartNew(() => Fill(version, contract, table), stopping.Token,
                    TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            finally
            {
                filler.Release();
            }
        }
        catch (DuckException error)
        {
            // The version is read from Parquet as before; the next use tries again.
            LogNotFilled(log, error, version.DatasetId, version.Number);
        }
        finally
        {
            lock (gate)
            {
                table.Filling = null;
            }
        }
    }

    private void Fill(DatasetVersion version, DataContract contract, VersionTable table)
    {
        using var connection = database.Connect();
        using var interrupted = connection.Use(stopping.Token);
        MakeView(version, contract, table, connection);
        var native = table.Table(HasFold(contract));
        var fold = native.HasFold
            ? $", {TextSql.Folded(TextSql.Fields(contract).Select(field => DuckSql.Identifier(field.Name)))} as {QuerySource.Fold}"
            : "";
        connection.Execute($"create or replace table {native.Name} as select *{fold} from {table.View.Name}");
        lock (gate)
        {
            (table.IsFilled, table.LastUse, table.Bytes) = (true, ++uses, Size(connection, native.Name.Trim('"')));
        }
        Evict(connection, table);
    }

    private void MakeView(DatasetVersion version, DataContract contract, VersionTable table, DuckConnection connection)
    {
        // Making it twice does no harm; the paths of a deployment that was moved make it anew in every process.
        if (!table.HasView)
        {
            var sql = VersionView.Sql(lake, version, contract, connection);
            lock (table)
            {
                if (!table.HasView)
                {
                    connection.Execute($"create or replace view {table.View.Name} as {sql}");
                    table.HasView = true;
                }
            }
        }
    }

    private void Release(VersionTable table)
    {
        lock (gate)
        {
            table.Readers--;
        }
    }

    /// <summary>Drops what was used least until the rest fits; what is being read or was just filled stays.</summary>
    private void Evict(DuckConnection connection, VersionTable? newest)
    {
        var room = options.CacheMegabytes * 1_048_576L;
        lock (gate)
        {
            foreach (var table in known.Values.Where(table => table.IsFilled && table.Readers == 0 && table != newest)
                .OrderBy(table => table.LastUse).ToList())
            {
                if (known.Values.Where(one => one.IsFilled).Sum(one => one.Bytes) <= room)
                {
                    return;
                }
                connection.Execute($"drop table {table.Table(false).Name}");
                table.IsFilled = false;
            }
        }
    }

    private static bool HasFold(DataContract contract) => TextSql.Fields(contract).Any();

    private static List<string> Names(DuckConnection connection)
    {
        using var result = connection.Query("select table_name from duckdb_tables() where not internal and not temporary");
        return [.. result.Rows().Select(row => (string)row[0]!)];
    }

    /// <summary>Blocks it has in the file; in memory, where there are none, what its segments hold.</summary>
    private static long Size(DuckConnection connection, string table) => connection.Scalar<long>(
        """
        select case when max(block_id) >= 0 then count(distinct block_id) * 262144 else count(*) * 32768 end
        from pragma_storage_info($1)
        """, [table]);

    [LoggerMessage(LogLevel.Warning, "Version {Number} of dataset {Dataset} got no native table")]
    private static partial void LogNotFilled(ILogger log, Exception error, Guid dataset, long number);
}
