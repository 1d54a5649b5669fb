using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Rows;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>Rows: queried, looked up by key, downloaded.</summary>
internal static class RowsApi
{
    /// <summary>Names in an address that are no part of the query.</summary>
    private static readonly string[] NotQuery = ["format", "lang", "purpose"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/datasets/{name}").RequireAuthorization(Policies.Public).WithTags("rows");
        api.MapGet("/rows", RowsAsync).WithName("api.rows").Produces<JsonObject>()
            .WithSummary("Rows: filter with field=op.value, sort, select, q, limit, after, group, agg, bbox, asOf");
        api.MapPost("/query", QueryAsync).WithName("api.query").Produces<JsonObject>()
            .WithSummary("The same for queries too long for an address, as JSON");
        api.MapGet("/rows/{**key}", RowAsync).WithName("api.row").Produces<RowAnswer>()
            .WithSummary("One row by its key; the parts of a key of several fields have ~ between");
        api.MapGet("/download", DownloadAsync).WithName("api.download")
            .WithSummary("All rows as a file: csv, csv-excel, xlsx, json, ndjson, parquet, geojson");
    }

    private static Task<IResult> RowsAsync(
        string name, string? format, HttpContext http, RowsSender sender, CancellationToken cancellation) =>
        sender.SendAsync(
            name, http, QueryReading.OfAddress(http.Request.Query, NotQuery), format ?? "json", UseKind.Query, cancellation);

    private static Task<IResult> QueryAsync(
        string name, JsonElement body, string? format, HttpContext http, RowsSender sender, CancellationToken cancellation) =>
        sender.SendAsync(name, http, QueryReading.OfJson(body), format ?? "json", UseKind.Query, cancellation);

    private static Task<IResult> DownloadAsync(
        string name, string? format, HttpContext http, RowsSender sender, CancellationToken cancellation)
    {
        var reading = QueryReading.OfAddress(http.Request.Query, NotQuery);
        // JSON is one object in memory; whoever wants more takes the pages that it leads on to, or NDJSON.
        reading = format is "json" or null && reading.Query.Limit is null
            ? reading with { Query = reading.Query with { Limit = Query.MostOnPage } } : reading;
        return sender.SendAsync(name, http, reading, format ?? "json", UseKind.Download, cancellation);
    }

    private static async Task<IResult> RowAsync(
        string name, string key, HttpContext http, LookUpRow lookUp, CancellationToken cancellation)
    {
        var found = await lookUp.RunAsync(name, RowKey.Read(key), http.Caller(), cancellation);
        return found.Value is { } row ? new Tagged<RowAnswer>(row) : ApiProblem.Of(found);
    }
}

/// <summary>Prepares and sends rows, and counts the use.</summary>
internal sealed class RowsSender(ReadRows rows, QueryRunner queries, DatasetUse use)
{
    public async Task<IResult> SendAsync(
        string name, HttpContext http, QueryReading reading, string formatName, UseKind kind, CancellationToken cancellation)
    {
        if (RowFormats.Find(formatName) is not { } format)
        {
            return ProblemAnswer.With(StatusCodes.Status400BadRequest, new Problem("format", ProblemCodes.FormatUnknown,
                T.FormatUnknown(formatName, string.Join(", ", RowFormats.Names))));
        }
        var ready = await rows.PrepareAsync(name, http.Caller(), reading, format, cancellation);
        if (ready.Value is not { } query)
        {
            return ApiProblem.Of(ready);
        }
        use.Record(query.Sight.Dataset.Id, http.Caller(), kind);
        return new RowsResult(query, format, kind == UseKind.Download, rows, queries);
    }
}
