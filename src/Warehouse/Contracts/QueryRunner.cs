using System.Globalization;
using System.IO.Pipelines;
using System.Security.Cryptography;
using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Caching;
using Phusa.Warehouse.DuckDb;
using Phusa.Warehouse.Export;
using Phusa.Warehouse.Export.Xlsx;
using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Contracts;

/// <summary>Answers queries: checks them first, then writes their rows as they come out of DuckDB.</summary>
public sealed class QueryRunner
{
    /// <summary>Rows of a page when the query does not say.</summary>
    public const int UsualPage = 100;

    private readonly Compute compute;
    private readonly ResultCache results;

    internal QueryRunner(Compute compute, ResultCache results) => (this.compute, this.results) = (compute, results);

    /// <summary>Checks everything and tells all problems at once, before anything runs or is sent.</summary>
    /// <param name="format">JSON gives pages, also when no limit is asked; the others give all rows then.</param>
    public static Outcome<PreparedQuery> Prepare(
        DatasetVersion version, DataContract contract, QueryAccess access, QueryReading reading,
        RowFormat format = RowFormat.Json)
    {
        var query = reading.Query;
        if (format == RowFormat.Json && query.Limit is null)
        {
            query = query with { Limit = query.IsGrouped ? Query.MostOnPage : UsualPage };
        }
        var compiled = QueryCompiler.Compile(query, contract, access, QuerySource.None, format == RowFormat.GeoJson);
        if (compiled.Value is not { } checkedQuery || reading.Problems.Count > 0)
        {
            return new Refusal([.. reading.Problems, .. compiled.Problems]);
        }
        var prepared = new PreparedQuery(
            query, version, contract, access, checkedQuery.Columns, Tag(query, version, access, format));
        return format == RowFormat.Xlsx && query.Limit is null && prepared.Total >= XlsxRows.MostRows ? TooMany() : prepared;
    }

    /// <summary>What is wrong with a query by the contract alone, for one that is kept until there are rows to ask for.</summary>
    public static IReadOnlyList<Problem> Check(DataContract contract, QueryAccess access, QueryReading reading) =>
        [.. reading.Problems, .. QueryCompiler.Compile(reading.Query, contract, access, QuerySource.None).Problems];

    /// <summary>
    /// Writes the answer and says how many rows it has. Refused, with nothing written, when it does not fit the format.
    /// </summary>
    public async Task<Outcome<long>> WriteAsync(
        PreparedQuery prepared, RowFormat format, PipeWriter target, CancellationToken cancellation)
    {
        switch (format)
        {
            case RowFormat.Json:
                return await AnswerAsync(prepared, target, cancellation);
            case RowFormat.Parquet:
                using (var file = new ParquetFile())
                {
                    var rows = await RunAsync(prepared, format, file.Write, cancellation);
                    await file.SendAsync(target, cancellation);
                    return rows;
                }
            case RowFormat.Xlsx when prepared.Query.Limit is null && prepared.Total is null
                && await RunAsync(prepared, format, Count, cancellation) >= XlsxRows.MostRows:
                return TooMany();
            default:
                return await RunAsync(prepared, format, (connection, compiled) =>
                {
                    using var writer = Writer(prepared, format);
                    using var buffer = new Utf8Buffer(target, cancellation);
                    return RowStream.Write(connection, compiled, prepared, writer, buffer);
                }, cancellation);
        }
    }

    /// <summary>A page as .NET values. The query needs a limit, which preparing it as JSON sees to.</summary>
    public Task<QueryPage> PageAsync(PreparedQuery prepared, CancellationToken cancellation) => RunAsync(
        prepared, RowFormat.Json,
        (connection, compiled) => RowStream.Read(connection, compiled, prepared), cancellation);

    /// <summary>
    /// What the rows are, in few bytes: two sites that have the same fields of the same rows, in whatever order, say the same.
    /// </summary>
    public Task<RowDigest> DigestAsync(PreparedQuery prepared, CancellationToken cancellation) => RunAsync(
        prepared, RowFormat.NdJson, (connection, compiled) => DigestSql.Run(connection, compiled), cancellation);

    /// <summary>Pages are small: they are finished first, so that a slow receiver holds no thread of DuckDB's.</summary>
    private async Task<long> AnswerAsync(PreparedQuery prepared, PipeWriter target, CancellationToken cancellation)
    {
        var isKept = prepared.Query.IsGrouped || prepared.Query.Distinct;
        if (isKept && results.Find(prepared.ETag) is { } kept)
        {
            await target.WriteAsync(kept.Bytes, cancellation);
            return kept.Rows;
        }
        using var buffer = new Utf8Buffer(null, cancellation);
        var rows = await RunAsync(prepared, RowFormat.Json, (connection, compiled) =>
        {
            using var writer = Writer(prepared, RowFormat.Json);
            return RowStream.Write(connection, compiled, prepared, writer, buffer);
        }, cancellation);
        if (isKept)
        {
            results.Keep(prepared.ETag, new(buffer.Kept.ToArray(), rows));
        }
        await target.WriteAsync(buffer.Kept, cancellation);
        return rows;
    }

    private Task<T> RunAsync<T>(
        PreparedQuery prepared, RowFormat format, Func<DuckConnection, CompiledQuery, T> run,
        CancellationToken cancellation) => compute.ReadAsync(
            prepared.Version, prepared.Contract, (connection, source) => run(connection, Compile(prepared, format, source)),
            isDownload: format != RowFormat.Json, cancellation);

    private static CompiledQuery Compile(PreparedQuery prepared, RowFormat format, QuerySource source)
    {
        var compiled = QueryCompiler.Compile(
            prepared.Query, prepared.Contract, prepared.Access,
            source with { InDictionaryOrder = InDictionaryOrder(prepared.Version) }, format == RowFormat.GeoJson).Value
            ?? throw new InvalidOperationException("A prepared query does not compile");
        return format == RowFormat.Parquet && compiled.Keys > 0 ? compiled.WithoutKeys(prepared.Query.Limit!.Value) : compiled;
    }

    /// <summary>Decided by the version alone, so that every page of a reading has the same order.</summary>
    private static bool InDictionaryOrder(DatasetVersion version) => version.Rows <= Query.MostInDictionaryOrder;

    private static long Count(DuckConnection connection, CompiledQuery compiled) =>
        connection.Scalar<long>($"select count(*) from ({compiled.Sql})", compiled.Values);

    private static RowWriter Writer(PreparedQuery prepared, RowFormat format) => format switch
    {
        RowFormat.Json => new JsonRows(prepared.Version.Number, prepared.Total),
        RowFormat.NdJson => new NdJsonRows(),
        RowFormat.GeoJson => new GeoJsonRows(),
        RowFormat.Xlsx => new XlsxRows(prepared.Contract.Name),
        _ => new CsvRows(withMark: format == RowFormat.CsvForExcel),
    };

    private static Refusal TooMany() =>
        new(new Problem("format", "export.too-many-rows", T.ExportTooManyRows(XlsxRows.MostRows - 1)));

    private static string Tag(Query query, DatasetVersion version, QueryAccess access, RowFormat format)
    {
        var order = InDictionaryOrder(version) ? "vi" : "bytes";
        var text = string.Create(CultureInfo.InvariantCulture,
            $"{version.DatasetId} {version.Number} {format} {order} {access.Signature} {QueryText.Of(query)}");
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32]}\"";
    }
}
