using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Rejects;
using Phusa.Intake.Uploads;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Intake.Desk;

/// <summary>The steward's desk: what is theirs, what came in, and bringing in more.</summary>
internal static class DeskEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var desk = routes.MapGroup("/desk").RequireAuthorization(Policies.Official).ExcludeFromDescription();
        desk.MapGet("", DeskAsync).WithName("desk");
        desk.MapGet("datasets/{name}/upload", UploadPageAsync).WithName("upload-page");
        desk.MapGet("datasets/{name}/template.csv", TemplateAsync).WithName("template");
        desk.MapPost("upload", (HttpContext http, IAntiforgery antiforgery, Datasets datasets, ReceiveLoad receive, LoadDesk loads,
            CancellationToken cancellation) => UploadAsync(http, null, antiforgery, datasets, receive, loads, cancellation))
            .WithMetadata(new DisableRequestSizeLimitAttribute());
        desk.MapPost("datasets/{name}/upload", UploadAsync).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    private static async Task<RazorComponentResult<DeskPage>> DeskAsync(
        HttpContext http, DeskReader reader, IOptions<IntakeOptions> options, CancellationToken cancellation)
    {
        http.Features.Set(await reader.ReadAsync(http.Caller(), cancellation));
        return new(new { MaxBytes = Most(options) });
    }

    private static async Task<Results<RazorComponentResult<UploadPage>, NotFound>> UploadPageAsync(
        HttpContext http, string name, Datasets datasets, DeskReader reader, LoadStore loads,
        IOptions<IntakeOptions> options, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset || !DeskAccess.MayWrite(http.Caller(), dataset))
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(await reader.RowAsync(dataset, cancellation));
        return new RazorComponentResult<UploadPage>(new
        {
            Loads = await loads.ListAsync(dataset.Id, 10, cancellation), MaxBytes = Most(options),
        });
    }

    /// <summary>A file with the contract's headings and nothing below, to be filled in.</summary>
    private static async Task<Results<FileContentHttpResult, NotFound>> TemplateAsync(
        HttpContext http, string name, Datasets datasets, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset || !DeskAccess.MayWrite(http.Caller(), dataset))
        {
            return TypedResults.NotFound();
        }
        var contract = await datasets.ContractAsync(dataset, cancellation);
        using var content = new MemoryStream();
        await using (var writer = new StreamWriter(content, new UTF8Encoding(true), leaveOpen: true))
        {
            await QuarantineCsv.LineAsync(writer, contract.Fields.Select(field => field.TitleVi ?? field.Name));
        }
        return TypedResults.File(content.ToArray(), "text/csv; charset=utf-8", $"{dataset.Name}-{T.TemplateFileName}.csv");
    }

    /// <summary>The form of a page without scripts. The file goes to the lake as it arrives.</summary>
    private static async Task<Results<RedirectHttpResult, NotFound>> UploadAsync(
        HttpContext http, string? name, IAntiforgery antiforgery, Datasets datasets, ReceiveLoad receive, LoadDesk loads,
        CancellationToken cancellation)
    {
        if (await MultipartFile.ReadAsync(http, antiforgery, cancellation) is not { } file)
        {
            Flash.Set(http, NoticeTone.Error, T.UploadNoFile);
            return TypedResults.LocalRedirect(name is null ? "/desk" : $"/desk/datasets/{name}/upload");
        }
        var dataset = await datasets.FindAsync(name ?? file.Fields.GetValueOrDefault("dataset") ?? "", cancellation);
        if (dataset is null || !DeskAccess.MayWrite(http.Caller(), dataset))
        {
            return TypedResults.NotFound();
        }
        var incoming = new IncomingFile(
            file.Name, "upload", http.Caller().Name, LoadModes.Read(file.Fields.GetValueOrDefault("mode")),
            Guid.TryParse(file.Fields.GetValueOrDefault("resubmits"), out var earlier) ? earlier : null, Onward.Check);
        var received = await receive.RunAsync(dataset.Name, incoming, file.Content, cancellation);
        if (received.Value is { } load)
        {
            return TypedResults.LocalRedirect($"/loads/{(await loads.SettledAsync(load, cancellation)).Id}");
        }
        http.Tell(received.Problems, null);
        return TypedResults.LocalRedirect($"/desk/datasets/{dataset.Name}/upload");
    }

    private static long Most(IOptions<IntakeOptions> options) => options.Value.LargestFileMegabytes * 1024L * 1024;
}
