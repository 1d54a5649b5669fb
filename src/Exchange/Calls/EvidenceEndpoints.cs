using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Traffic;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>
/// What the ledger says of a call, for the system that made it: the entry's text, and the salts by which it finds its own
/// request and answer in there.
/// </summary>
internal static class EvidenceEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/x/evidence/{seq:long}", FindAsync)
        .RequireAuthorization(Policies.Public).WithTags("exchange").WithName("call-evidence")
        .WithSummary("The entry of one's own call, by the number in its receipt; asked with the calling system's token");

    private static async Task<Results<Ok<EvidenceAnswer>, ProblemHttpResult>> FindAsync(
        HttpContext http, long seq, ReadCaller callers, LedgerAudit ledger, CancellationToken cancellation)
    {
        var reading = await callers.RunAsync(http);
        if (reading.Caller is not { } caller)
        {
            return reading.Refusal!.Answer(http.Response);
        }
        http.Response.Headers.CacheControl = "no-store";
        if (await ledger.FindAsync(seq, cancellation) is not { } entry || entry.Actor != caller.System.ToString())
        {
            return new CallRefusal(
                StatusCodes.Status404NotFound, CallFault.Consumer, new Kernel.Outcomes.Problem("seq", "call.no-entry", T.CallNoEntry))
                    .Answer(http.Response);
        }
        return TypedResults.Ok(new EvidenceAnswer(
            seq, entry.Body, entry.Salts, $"/api/v1/ledger/entries/{seq}/proof", await OutcomeAsync(entry, ledger, cancellation)));
    }

    /// <summary>Where an intent's outcome stands; null while there is none.</summary>
    private static async Task<long?> OutcomeAsync(LedgerRecord entry, LedgerAudit ledger, CancellationToken cancellation) =>
        entry.Kind == CallEvidence.Intent && (Guid?)JsonNode.Parse(entry.Body)?["details"]?["call"] is { } call
            ? await ledger.FindSeqAsync(call, CallEvidence.Outcome, cancellation) : null;
}

/// <param name="Entry">The text whose hash stands in the tree, byte for byte.</param>
/// <param name="Salts">Base64 keys: HMAC-SHA256 under them of what was sent and answered gives the entry's <c>sealed</c>.</param>
/// <param name="Proof">Where its place in the tree is proved.</param>
/// <param name="Outcome">Number of the outcome, where this is an intent.</param>
internal sealed record EvidenceAnswer(
    long Seq, string Entry, IReadOnlyDictionary<string, byte[]> Salts, string Proof, long? Outcome);
