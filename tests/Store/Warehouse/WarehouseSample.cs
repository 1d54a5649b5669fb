using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Caching;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Warehouse;

/// <summary>A lake and compute in a folder of their own, with small datasets made from SQL.</summary>
internal sealed class WarehouseSample : IAsyncDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("phusa-warehouse-");
    private readonly WarehouseOptions options = new() { NativeFromRows = 0 };

    public WarehouseSample(Action<WarehouseOptions>? set = null)
    {
        set?.Invoke(options);
        Lake = new Lake(Path.Combine(folder.FullName, "lake"));
        Compute = Open();
        Runner = new QueryRunner(Compute, new ResultCache(Options.Create(options)));
    }

    public Lake Lake { get; }

    public Compute Compute { get; }

    public QueryRunner Runner { get; }

    public static DataContract Contract { get; } = new()
    {
        Id = "people", Name = "people", Serve = ["no"],
        Fields =
        [
            new() { Name = "no", Type = FieldType.Integer, KeyPosition = 1 },
            new() { Name = "name", Type = FieldType.Text },
            new() { Name = "budget", Type = FieldType.Number },
            new() { Name = "day", Type = FieldType.Date },
            new() { Name = "latitude", Type = FieldType.Number },
            new() { Name = "longitude", Type = FieldType.Number },
        ],
    };

    public string CacheFile => Path.Combine(folder.FullName, "cache", "compute.duckdb");

    public Compute Open() => new(CacheFile, Lake, Options.Create(options), NullLogger<Compute>.Instance);

    /// <summary>A file of the lake with what the SELECT gives.</summary>
    public VersionFile File(string select)
    {
        using var database = DuckDatabase.Open(null);
        using var connection = database.Connect();
        using var draft = Lake.Draft("versions/people", ".parquet");
        var rows = connection.Execute($"copy ({select}) to {DuckSql.Literal(draft.Path)} (format parquet)");
        return new(draft.Publish(), rows, 1, Guid.Empty);
    }

    public static DatasetVersion Version(long number, params VersionFile[] files) => new(
        Guid.Parse("00000000-0000-0000-0000-00000000000a"), number, Guid.Empty, "1.0.0", LoadMode.Replace,
        files.Sum(file => file.Rows), 1, files, null, null, null, null, "test", DateTimeOffset.UnixEpoch);

    /// <summary>Numbers from <paramref name="from"/> on, with every second budget empty and many equal.</summary>
    public static string Numbers(int from, int count) =>
        $"""
        select (i + {from})::bigint as no, 'Nguyễn Giáo ' || (i + {from}) as name,
               case when i % 2 = 0 then (i % 7)::double end as budget, date '2025-01-01' + (i % 60)::int as day,
               13.0 + i / 1000 as latitude, 108.0 + i / 1000 as longitude
        from range({count}) t(i)
        """;

    public static PreparedQuery Prepare(
        DatasetVersion version, string address, RowFormat format = RowFormat.Json, QueryAccess? access = null)
    {
        var outcome = QueryRunner.Prepare(version, Contract, access ?? QueryAccess.Full,
            QueryReading.OfAddress(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address)), format);
        Assert.Empty(outcome.Problems);
        return outcome.Value!;
    }

    public async Task<byte[]> WriteAsync(DatasetVersion version, string address, RowFormat format)
    {
        using var stream = new MemoryStream();
        var target = PipeWriter.Create(stream);
        Outcome<long> outcome = await Runner.WriteAsync(Prepare(version, address, format), format, target, CancellationToken.None);
        Assert.Empty(outcome.Problems);
        await target.CompleteAsync();
        return stream.ToArray();
    }

    public async Task<string> TextAsync(DatasetVersion version, string address, RowFormat format) =>
        Encoding.UTF8.GetString(await WriteAsync(version, address, format));

    public async ValueTask DisposeAsync()
    {
        await Compute.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
