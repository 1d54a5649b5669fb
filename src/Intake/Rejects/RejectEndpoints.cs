using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Intake.Desk;
using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Rejects;

/// <summary>The rejected rows of a load: to read, to download, to put right.</summary>
internal static class RejectEndpoints
{
    private const int Most = 1000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var rejects = routes.MapGroup("/api/v1/loads/{id:guid}").RequireAuthorization(Policies.Official).WithTags("loads");
        rejects.MapGet("rejects", ListAsync).WithName("rejects").WithSummary("Rejected rows with every reason, a page at a time");
        rejects.MapGet("rejects.csv", CsvAsync).WithName("rejects-csv")
            .WithSummary("All rejected rows as a file to mend and send back");
        rejects.MapGet("rejects.xlsx", XlsxAsync).WithName("rejects-xlsx")
            .WithSummary("The same as a workbook, with the cells at fault marked");
    }

    private static async Task<Results<Ok<RejectPage>, NotFound>> ListAsync(
        HttpContext http, Guid id, LoadDesk desk, RejectReader reader, DeskAccess access, int? page, int? size,
        CancellationToken cancellation)
    {
        if (await desk.FindAsync(http.Caller(), id, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        var (at, many) = (Math.Max(page ?? 1, 1), Math.Clamp(size ?? 50, 1, Most));
        if (await reader.OpenAsync(found.Load, suggesting: true, cancellation) is not { } file)
        {
            return TypedResults.Ok(new RejectPage(0, at, many, []));
        }
        var rows = await Task.Run(() => file.Read((long)(at - 1) * many, many).ToList(), cancellation);
        var seen = await access.SeenAsync(
            http.Caller(), found.Dataset, file.Contract, $"load {id} rejects", rows.Count, cancellation);
        return TypedResults.Ok(new RejectPage(
            found.Load.Rejected ?? 0, at, many, [.. rows.Select(row => RejectAnswer.Of(row, file, seen))]));
    }

    private static async Task<Results<PushStreamHttpResult, NotFound>> CsvAsync(
        HttpContext http, Guid id, LoadDesk desk, RejectReader reader, DeskAccess access, CancellationToken cancellation) =>
        await OpenAsync(http, id, "csv", desk, reader, access, cancellation) is not { } opened
            ? TypedResults.NotFound()
            : TypedResults.Stream(
                target => QuarantineCsv.WriteAsync(target, opened.Quarantine, cancellation), "text/csv; charset=utf-8", opened.FileName);

    private static async Task<Results<PushStreamHttpResult, NotFound, ProblemHttpResult>> XlsxAsync(
        HttpContext http, Guid id, LoadDesk desk, RejectReader reader, DeskAccess access, CancellationToken cancellation) =>
        await desk.FindAsync(http.Caller(), id, cancellation) is { Load.Rejected: > TextSheet.MostRows }
            ? ProblemAnswer.With(StatusCodes.Status422UnprocessableEntity, [new Problem(
                "format", "export.too-many-rows", T.RejectsTooMany(TextSheet.MostRows))])
            : await OpenAsync(http, id, "xlsx", desk, reader, access, cancellation) is not { } opened
                ? TypedResults.NotFound()
                : TypedResults.Stream(
                    target => QuarantineXlsx.WriteAsync(target, opened.Dataset, opened.Quarantine, cancellation),
                    QuarantineXlsx.ContentType, opened.FileName);

    /// <summary>What the caller may see of all rejects; reading personal data is recorded before any is sent.</summary>
    private static async Task<(Quarantine Quarantine, string Dataset, string FileName)?> OpenAsync(
        HttpContext http, Guid id, string ending, LoadDesk desk, RejectReader reader, DeskAccess access,
        CancellationToken cancellation)
    {
        if (await desk.FindAsync(http.Caller(), id, cancellation) is not { } found
            || await reader.OpenAsync(found.Load, suggesting: false, cancellation) is not { } file)
        {
            return null;
        }
        var seen = await access.SeenAsync(
            http.Caller(), found.Dataset, file.Contract, $"load {id} rejects.{ending}", found.Load.Rejected ?? 0, cancellation);
        return (new Quarantine(file, seen), found.Dataset.Name,
            $"{found.Dataset.Name}-{T.RejectsFileName}-{found.Load.CreatedAt:yyyyMMdd-HHmm}.{ending}");
    }
}

/// <summary>Some of a load's rejects.</summary>
internal sealed record RejectPage(long Count, int Page, int Size, IReadOnlyList<RejectAnswer> Items);

/// <summary>A rejected row as the API tells of it; values that the caller may not see are null.</summary>
internal sealed record RejectAnswer(long Number, long Line, IReadOnlyDictionary<string, string?> Cells, IReadOnlyList<FaultAnswer> Faults)
{
    public static RejectAnswer Of(Reject reject, RejectFile file, Func<string?, bool> seen) => new(
        reject.Number, reject.Line,
        file.Understanding.Columns.Select((column, at) => (column, at)).DistinctBy(pair => pair.column.Header)
            .ToDictionary(pair => pair.column.Header, pair => seen(pair.column.Field) ? reject.Cells.ElementAtOrDefault(pair.at) : null),
        [.. reject.Faults.Select(fault => FaultAnswer.Of(seen(fault.Field?.Name) ? fault : fault with { Value = null, Suggestion = null }))]);
}

/// <summary>One thing that is wrong with a row.</summary>
internal sealed record FaultAnswer(
    string Check, string Kind, string? Field, string? Value, string Vi, string En, string Rule, string? Suggestion)
{
    public static FaultAnswer Of(Fault fault) => new(
        fault.Check.Name, fault.Check.Kind, fault.Field?.Name, fault.Value, fault.Sentence.Vi, fault.Sentence.En,
        fault.Rule.ToString(), fault.Suggestion?.Value);
}
