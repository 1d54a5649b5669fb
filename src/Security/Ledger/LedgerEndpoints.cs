using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Ledger;

/// <summary>Heads, proofs and signatures for everybody; what entries say for auditors alone.</summary>
internal static class LedgerEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("/api/v1/ledger").RequireAuthorization(Policies.Public).WithTags("ledger");
        open.MapGet("head", HeadAsync).WithName("ledger.head").WithSummary("The signed head of the tree as it is now");
        open.MapGet("key.pem", Key).WithName("ledger.key").WithSummary("The public key that heads are signed with");
        open.MapGet("entries/{seq:long}/proof", ProofAsync).WithName("ledger.proof")
            .WithSummary("Prove that an entry is in the tree, now or at an earlier size");
        open.MapGet("consistency", ConsistencyAsync).WithName("ledger.consistency")
            .WithSummary("Prove that an earlier tree is the beginning of a later one");
        open.MapGet("roots", RootsAsync).WithName("ledger.roots").WithSummary("The last kept head of each day, newest first");
        open.MapGet("roots.csv", RootsCsvAsync).WithName("ledger.roots-csv").WithSummary("The same as CSV");
        open.MapGet("witnesses", WitnessesAsync).WithName("ledger.witnesses").WithSummary("Who co-signs heads, with their keys");
        open.MapGet("cosignatures", CosignaturesAsync).WithName("ledger.cosignatures").WithSummary("The newest co-signatures");
        open.MapPost("cosignatures", CosignAsync).Accepts<string>("text/plain").WithName("ledger.cosign")
            .WithSummary("Hand in a head that a known witness has signed; the signature itself says who");
        routes.MapPost("/api/v1/ledger/witnesses", AddWitnessAsync).RequireAuthorization(Policies.Administrator).WithTags("ledger")
            .WithName("ledger.add-witness").WithSummary("Add a witness by name and public key");
        routes.MapPost("/api/v1/ledger/witnesses/{name}/withdraw", WithdrawWitnessAsync).RequireAuthorization(Policies.Administrator)
            .WithTags("ledger").WithName("ledger.withdraw-witness")
            .WithSummary("Let a witness sign no more; what it has signed stays evidence");
        var audit = routes.MapGroup("/api/v1/ledger").RequireAuthorization(Policies.Auditor).WithTags("ledger");
        audit.MapGet("entries/{seq:long}", EntryAsync).WithName("ledger.entry").WithSummary("An entry as it was written");
        audit.MapGet("export.zip", Export).WithName("ledger.export").WithSummary("The whole ledger, to be checked offline");
    }

    private static async Task<Ok<HeadAnswer>> HeadAsync(LedgerHeads heads, CancellationToken cancellation) =>
        TypedResults.Ok(await heads.CurrentAsync(cancellation));

    private static ContentHttpResult Key(LedgerKey key) =>
        TypedResults.Text(key.PublicPem + "\n", "application/x-pem-file", Encoding.UTF8);

    private static async Task<Results<Ok<InclusionAnswer>, NotFound>> ProofAsync(
        long seq, long? size, LedgerHeads heads, CancellationToken cancellation) =>
        await heads.InclusionAsync(seq, size, cancellation) is { } proof ? TypedResults.Ok(proof) : TypedResults.NotFound();

    private static async Task<Results<Ok<ConsistencyAnswer>, NotFound>> ConsistencyAsync(
        long from, long? to, LedgerHeads heads, CancellationToken cancellation) =>
        await heads.ConsistencyAsync(from, to, cancellation) is { } proof ? TypedResults.Ok(proof) : TypedResults.NotFound();

    private static async Task<Ok<IReadOnlyList<DailyRoot>>> RootsAsync(DailyRoots roots, CancellationToken cancellation) =>
        TypedResults.Ok(await roots.ListAsync(cancellation));

    private static async Task<ContentHttpResult> RootsCsvAsync(DailyRoots roots, CancellationToken cancellation) =>
        TypedResults.Text(DailyRoots.Csv(await roots.ListAsync(cancellation)), "text/csv", Encoding.UTF8);

    private static async Task<Ok<IReadOnlyList<Witness>>> WitnessesAsync(Witnesses witnesses, CancellationToken cancellation) =>
        TypedResults.Ok(await witnesses.ListAsync(cancellation));

    private static async Task<Ok<IReadOnlyList<Cosignature>>> CosignaturesAsync(Witnesses witnesses, CancellationToken cancellation) =>
        TypedResults.Ok(await witnesses.CosignaturesAsync(100, cancellation));

    private static async Task<Results<Ok<IReadOnlyList<Cosignature>>, ProblemHttpResult>> CosignAsync(
        HttpContext http, Witnesses witnesses, CancellationToken cancellation)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var taken = await witnesses.TakeAsync(await reader.ReadToEndAsync(cancellation), cancellation);
        return taken.IsDone ? TypedResults.Ok(taken.Value) : Problems.Of(taken);
    }

    private static async Task<Results<Created<Witness>, ProblemHttpResult>> AddWitnessAsync(
        HttpContext http, NewWitness asked, AppointWitness appoint, CancellationToken cancellation)
    {
        var added = await appoint.AddAsync(http.Caller(), asked.Name ?? "", asked.PublicKey ?? "", cancellation);
        return added.IsDone ? TypedResults.Created("/api/v1/ledger/witnesses", added.Value)
            : Problems.Of(added);
    }

    private static async Task<Results<Ok<Witness>, ProblemHttpResult>> WithdrawWitnessAsync(
        HttpContext http, string name, AppointWitness appoint, CancellationToken cancellation)
    {
        var withdrawn = await appoint.WithdrawAsync(http.Caller(), name, cancellation);
        return withdrawn.IsDone ? TypedResults.Ok(withdrawn.Value) : Problems.Of(withdrawn);
    }

    private static async Task<Results<ContentHttpResult, NotFound>> EntryAsync(
        long seq, LedgerStore store, CancellationToken cancellation) =>
        await store.FindAsync(seq, cancellation) is { } entry
            ? TypedResults.Text(entry.Body, "application/json", Encoding.UTF8) : TypedResults.NotFound();

    private static PushStreamHttpResult Export(LedgerAudit audit, CancellationToken cancellation) => TypedResults.Stream(
        async body =>
        {
            // A ZIP is written with short synchronous writes, which a response does not take.
            await using var buffered = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None,
                1 << 16, FileOptions.DeleteOnClose);
            await audit.ExportAsync(buffered, cancellation);
            buffered.Position = 0;
            await buffered.CopyToAsync(body, cancellation);
        }, "application/zip", "ledger.zip");
}

/// <param name="Name">As it stands in signature lines.</param>
/// <param name="PublicKey">ECDSA P-256 as PEM.</param>
internal sealed record NewWitness(string? Name, string? PublicKey);
