using System.IO.Pipelines;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Export;

/// <summary>A Parquet answer, which ends with its own table of contents and so is whole before it is sent.</summary>
internal sealed class ParquetFile : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():n}.parquet");

    /// <returns>How many rows it holds.</returns>
    public long Write(DuckConnection connection, CompiledQuery compiled) => connection.Execute(
        $"copy ({compiled.Sql}) to {DuckSql.Literal(path)} (format parquet, compression zstd)",
        [.. compiled.Values]);

    public async Task SendAsync(PipeWriter target, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        await file.CopyToAsync(target, cancellation);
    }

    public void Dispose() => File.Delete(path);
}
