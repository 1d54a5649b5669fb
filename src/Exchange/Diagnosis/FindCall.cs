using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Exchange.Calls;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Diagnosis;

/// <summary>What the ledger says of one call of a system; no value that was asked or answered.</summary>
/// <param name="Seq">Number of the entry.</param>
/// <param name="Problem">The code of what was wrong.</param>
internal sealed record FoundCall(
    Guid Id, long Seq, DateTimeOffset At, string Service, string Operation, int Status, string? Problem, Guid? Agreement,
    IReadOnlyList<string> Fields, long Milliseconds);

/// <summary>Finds a system's own call by the id that its answer had in <c>Phusa-Call</c>.</summary>
internal sealed class FindCall(LedgerAudit ledger)
{
    /// <summary>Null where the system made no such call, or one that was refused before it was known whose it is.</summary>
    public async Task<FoundCall?> RunAsync(Guid system, Guid id, CancellationToken cancellation)
    {
        if (BeganAt(id) is not { } began || await ledger.FindSeqAsync(id, CallEvidence.Outcome, cancellation) is not { } seq
            || await ledger.FindAsync(seq, cancellation) is not { } entry || entry.Actor != system.ToString())
        {
            return null;
        }
        var details = JsonNode.Parse(entry.Body)!["details"]!;
        return new(
            id, seq, began, (string?)JsonNode.Parse(entry.Body)!["object"] ?? "", (string?)details["operation"] ?? "", (int?)details["status"] ?? 0,
            (string?)details["problem"], (Guid?)details["agreement"], details["fields"].Deserialize<string[]>() ?? [], (long?)details["milliseconds"] ?? 0);
    }

    /// <summary>RFC 9562 §5.7: the first 48 bits of a UUID of version 7 are milliseconds; null for one of another version.</summary>
    private static DateTimeOffset? BeganAt(Guid id)
    {
        var bytes = id.ToByteArray(bigEndian: true);
        var milliseconds = bytes.Take(6).Aggregate(0L, (sum, one) => (sum << 8) | one);
        return id.Version == 7 && milliseconds < DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
    }
}
