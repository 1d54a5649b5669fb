using System.Text.Json;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Accesses;

/// <summary>
/// Tells people of calls that asked for them: which agency's system, at which service, why, and what was answered. A call is told
/// once, by its outcome; by its intent only where no outcome was written.
/// </summary>
internal sealed class TellCalls(
    SystemStore systems, ServiceStore services, ServiceInterfaces interfaces, Agencies agencies, LedgerAudit ledger) : IAccessTeller
{
    public IReadOnlyList<string> Kinds => [CallEvidence.Intent, CallEvidence.Outcome];

    public async Task<IReadOnlyDictionary<long, AccessTold>> TellAsync(
        IReadOnlyList<AccessEntry> entries, CancellationToken cancellation)
    {
        var book = new CallNames(systems, services, interfaces, await agencies.TreeAsync(cancellation));
        var ended = entries.Where(entry => entry.Kind == CallEvidence.Outcome).Select(Call).ToHashSet();
        Dictionary<long, AccessTold> told = [];
        foreach (var entry in entries)
        {
            if (entry.Kind == CallEvidence.Outcome || !(ended.Contains(Call(entry)) || await HasEndedAsync(entry, cancellation)))
            {
                told[entry.Seq] = await ToldAsync(entry, book, cancellation);
            }
        }
        return told;
    }

    private async Task<bool> HasEndedAsync(AccessEntry intent, CancellationToken cancellation) =>
        await ledger.FindSeqAsync(Call(intent), CallEvidence.Outcome, cancellation) is not null;

    private static Guid Call(AccessEntry entry) => Read(entry).Call;

    private static async Task<AccessTold> ToldAsync(AccessEntry entry, CallNames book, CancellationToken cancellation)
    {
        var call = Read(entry);
        var caller = await book.CallerAsync(entry.Actor, call.Client, cancellation);
        var service = await book.ServiceAsync(entry.Object ?? "", cancellation);
        return new(caller.Who, service.What, Learned(entry.Kind, call))
        {
            Fields = [.. call.Released.Select(name => new NamedField(
                name, name == "*" ? T.AccessWholeAnswer : service.Fields.GetValueOrDefault(name, Text.Same(name))))],
            Purpose = call.Purpose, LegalBasis = call.LegalBasis, Case = call.Case, Consent = call.Consent,
            Scope = new(caller.Agency is { } agency ? [agency] : [], entry.Actor, call.Agreement?.ToString(), service.Dataset),
        };
    }

    private static CallDetails Read(AccessEntry entry)
    {
        using var body = JsonDocument.Parse(entry.Body);
        return body.RootElement.GetProperty("details").Deserialize<CallDetails>(JsonStorage.Options)!;
    }

    private static AccessLearned Learned(string kind, CallDetails call) => call switch
    {
        _ when kind == CallEvidence.Intent => AccessLearned.Unknown,
        // A list may have had no row; what is looked up by key and not there is 404.
        { Released.Count: > 0, Operation: "GET rows" or "GET file" } => AccessLearned.Asked,
        { Released.Count: > 0 } => AccessLearned.Fields,
        { Status: StatusCodes.Status304NotModified } => AccessLearned.Unchanged,
        { Status: < StatusCodes.Status400BadRequest } => AccessLearned.Existence,
        { Problem: "service.row-missing" } or { Status: StatusCodes.Status404NotFound, Problem: null } => AccessLearned.Nothing,
        { Status: < CallEnd.Left } => AccessLearned.Refused,
        _ => AccessLearned.Failed,
    };

    /// <summary>What an entry says of a call.</summary>
    private sealed record CallDetails(
        Guid Call, string? Client, Guid? Agreement, string? Purpose, string? LegalBasis, string? Case, string? Consent,
        string? Operation, int Status, string? Problem, IReadOnlyList<string>? Fields, bool Told)
    {
        /// <summary>An answer without named fields that was broken off had begun with all of them.</summary>
        public IReadOnlyList<string> Released => Fields is { Count: > 0 } named ? named
            : Told && Status >= StatusCodes.Status400BadRequest && Problem != "service.row-missing" ? ["*"] : [];
    }
}
