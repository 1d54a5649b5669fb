using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Desk;
using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Intake.Uploads;

/// <summary>Uploads in pieces, in the manner of the tus protocol (tus.io 1.0): begin, ask how far, go on from there.</summary>
internal static class UploadEndpoints
{
    private const string Offset = "Upload-Offset";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var uploads = routes.MapGroup("/api/v1/uploads").RequireAuthorization(Policies.Official).WithTags("loads");
        uploads.MapPost("", BeginAsync).WithName("begin-upload").WithSummary("Begin an upload that can be resumed");
        uploads.MapMethods("{id:guid}", [HttpMethods.Head], HeadAsync).WithName("upload.offset")
            .WithSummary("How many bytes have arrived");
        uploads.MapPatch("{id:guid}", PatchAsync).WithName("upload-piece")
            .WithSummary("Add the next piece, 16 MB at most; the last one makes the load")
            .WithMetadata(new RequestSizeLimitAttribute(ReceivePiece.Largest + 1024));
        uploads.MapDelete("{id:guid}", DeleteAsync).WithName("drop-upload").WithSummary("Give an upload up");
    }

    private static async Task<Results<Created<UploadState>, ForbidHttpResult, ProblemHttpResult>> BeginAsync(
        HttpContext http, UploadOrder order, UploadStore store, Datasets datasets, IOptions<IntakeOptions> options,
        TimeProvider clock, CancellationToken cancellation)
    {
        var (name, file) = (order.Dataset ?? "", Path.GetFileName(order.FileName) ?? "");
        if (await datasets.FindAsync(name, cancellation) is not { } dataset)
        {
            return ProblemAnswer.With(
                StatusCodes.Status404NotFound, new Problem("dataset", "dataset.missing", T.DatasetMissing(name)));
        }
        if (!DeskAccess.MayWrite(http.Caller(), dataset))
        {
            return TypedResults.Forbid();
        }
        if (order.Size is < 0 || order.Size > options.Value.LargestFileMegabytes * 1024L * 1024)
        {
            return ProblemAnswer.With(StatusCodes.Status413PayloadTooLarge, [new Problem(
                "size", "file.too-large", T.FileTooLarge(file, options.Value.LargestFileMegabytes))]);
        }
        if (order.Mode is not null && LoadModes.Read(order.Mode) is null)
        {
            return ProblemAnswer.With(
                StatusCodes.Status400BadRequest, [new Problem("mode", "mode.unknown", T.ModeUnknown(order.Mode))]);
        }
        var now = clock.GetUtcNow();
        var upload = new Upload(
            Guid.CreateVersion7(now), dataset.Name, file, order.Size, 0, order.Sha256,
            LoadModes.Read(order.Mode), order.Commit ? Onward.Commit : Onward.Check, order.Resubmits, null,
            http.Caller().AccountId!.Value, http.Caller().Name, now, now,
            new ChoicesOrder(Part: order.Part, HeaderLine: order.HeaderLine).Choices());
        await store.AddAsync(upload, cancellation);
        return TypedResults.Created($"/api/v1/uploads/{upload.Id}", UploadState.Of(upload));
    }

    private static async Task<Results<Ok, NotFound>> HeadAsync(
        HttpContext http, Guid id, UploadStore store, CancellationToken cancellation)
    {
        if (await FindAsync(http, id, store, cancellation) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        Tell(http, upload);
        http.Response.Headers["Upload-Length"] = upload.Bytes.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Ok();
    }

    private static async Task<Results<Ok<UploadState>, NotFound, ProblemHttpResult>> PatchAsync(
        HttpContext http, Guid id, UploadStore store, ReceivePiece piece, CancellationToken cancellation)
    {
        if (await FindAsync(http, id, store, cancellation) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        if (upload.LoadId is not null)
        {
            Tell(http, upload);
            return TypedResults.Ok(UploadState.Of(upload));
        }
        if (!long.TryParse(http.Request.Headers[Offset], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || !Checksum.TryRead(http.Request.Headers["Upload-Checksum"], out var sha256))
        {
            return ProblemAnswer.With(StatusCodes.Status400BadRequest, new Problem(Offset, "upload.header", T.UploadHeader));
        }
        var added = await piece.RunAsync(upload, offset, http.Request.Body, sha256, cancellation);
        if (added.Value is not { } grown)
        {
            Tell(http, upload);
            return ProblemAnswer.With(Status(added.Problems[0].Code), added.Problems);
        }
        return await AnswerAsync(http, grown, piece, cancellation);
    }

    private static async Task<Results<Ok<UploadState>, NotFound, ProblemHttpResult>> AnswerAsync(
        HttpContext http, Upload upload, ReceivePiece piece, CancellationToken cancellation)
    {
        if (upload.IsWhole)
        {
            var finished = await piece.FinishAsync(upload, cancellation);
            if (finished.Value is not { } load)
            {
                return ProblemAnswer.With(Status(finished.Problems[0].Code), finished.Problems);
            }
            upload = upload with { LoadId = load.Id };
        }
        Tell(http, upload);
        return TypedResults.Ok(UploadState.Of(upload));
    }

    private static async Task<Results<NoContent, NotFound>> DeleteAsync(
        HttpContext http, Guid id, UploadStore store, Warehouse.Contracts.Lake lake, CancellationToken cancellation)
    {
        if (await FindAsync(http, id, store, cancellation) is not { } upload)
        {
            return TypedResults.NotFound();
        }
        await store.RemoveAsync(id, cancellation);
        File.Delete(lake.PathOf(upload.PartialFile));
        return TypedResults.NoContent();
    }

    /// <summary>An upload is known to the person who began it, and to nobody else.</summary>
    private static async Task<Upload?> FindAsync(
        HttpContext http, Guid id, UploadStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } upload && upload.Owner == http.Caller().AccountId ? upload : null;

    private static void Tell(HttpContext http, Upload upload) =>
        http.Response.Headers[Offset] = upload.Synced.ToString(CultureInfo.InvariantCulture);

    /// <summary>460 is what tus answers when a checksum does not fit.</summary>
    private static int Status(string code) => code switch
    {
        "upload.offset" => StatusCodes.Status409Conflict,
        "upload.checksum" => 460,
        "upload.piece-too-large" or "file.too-large" => StatusCodes.Status413PayloadTooLarge,
        "disk.full" => StatusCodes.Status507InsufficientStorage,
        _ => StatusCodes.Status422UnprocessableEntity,
    };
}

/// <summary>What is said when an upload begins.</summary>
/// <param name="Size">Of the whole file, in bytes.</param>
/// <param name="Sha256">Of the whole file, in hexadecimal.</param>
/// <param name="Commit">Commit it when it is checked, without a person looking at it first.</param>
/// <param name="Resubmits">The load whose rejects this file brings back mended.</param>
/// <param name="Part">Sheet of a workbook or entry of an archive.</param>
/// <param name="HeaderLine">The line with the headings, from 1.</param>
internal sealed record UploadOrder(
    [property: JsonRequired] string? Dataset, [property: JsonRequired] string? FileName, [property: JsonRequired] long Size,
    string? Sha256 = null, string? Mode = null, bool Commit = false, Guid? Resubmits = null, string? Part = null,
    int? HeaderLine = null);

/// <summary>How far an upload is.</summary>
internal sealed record UploadState(Guid Id, string Dataset, string FileName, long Size, long Offset, Guid? Load, string? Page)
{
    public static UploadState Of(Upload upload) => new(
        upload.Id, upload.Dataset, upload.FileName, upload.Bytes, upload.Synced, upload.LoadId,
        upload.LoadId is { } load ? $"/loads/{load}" : null);
}
