using System.Runtime.CompilerServices;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;
using Phusa.Security.Withholdings;

namespace Phusa.Security.Audit;

/// <summary>
/// Answers "who looked at my data?" for a citizen number: every access in which that person was asked for, but for those
/// that a law withholds for a time. Looking here is itself an access to what is known of the person, and recorded as one.
/// </summary>
internal sealed class PersonAccesses(
    Contracts.Ledger ledger, LedgerStore entries, Pseudonyms pseudonyms,
    IEnumerable<IAccessTeller> tellers, WithholdingStore withholdings, TimeProvider clock)
{
    public const string Kind = "person-accesses-read";

    private const int Batch = 100;

    private readonly Dictionary<string, IAccessTeller> byKind =
        tellers.SelectMany(teller => teller.Kinds.Select(kind => (kind, teller))).ToDictionary(one => one.kind, one => one.teller);

    /// <summary>The newest first, from behind an entry on.</summary>
    /// <param name="after">Null begins with the newest.</param>
    public async Task<Outcome<PersonAccessPage>> RunAsync(
        Caller caller, string? citizenNumber, long? after, int most, CancellationToken cancellation)
    {
        var number = CitizenId.Read(citizenNumber?.Trim());
        if (!number.IsDone)
        {
            return new Refusal([.. number.Problems.Select(problem => problem with { Field = "citizenNumber" })]);
        }
        var subject = pseudonyms.Of(number.Value.ToString());
        var look = await ledger.AppendAsync(
            new(Kind, caller.AccountId?.ToString(), null, new
            {
                caller.Name, caller.Method, caller.Purpose, caller.Address, Roles = caller.Grants.Select(grant => $"{grant.Role}@{grant.Agency}"),
            }) { Subjects = [subject] },
            cancellation);
        return await ReadAsync(subject, look.Seq, after ?? look.Seq, most, cancellation);
    }

    /// <summary>How many are withheld is counted over all of them, whichever are shown.</summary>
    private async Task<PersonAccessPage> ReadAsync(string subject, long newest, long after, int most, CancellationToken cancellation)
    {
        var force = await withholdings.InForceAsync(clock.Today(), cancellation);
        List<PersonAccess> shown = [];
        var (count, until, hasMore) = (0, DateOnly.MinValue, false);
        await foreach (var (entry, told) in TellAsync(subject, force.Count > 0 ? newest : after, cancellation))
        {
            if (force.Where(one => one.Covers(entry.At, told.Scope)).Select(one => (DateOnly?)one.Terms.To).Max() is { } last)
            {
                (count, until) = (count + 1, last > until ? last : until);
            }
            else if (entry.Seq < after && shown.Count < most)
            {
                shown.Add(PersonAccess.Of(entry, told));
            }
            else if (entry.Seq < after)
            {
                hasMore = true;
                if (force.Count == 0)
                {
                    break;
                }
            }
        }
        return new(shown, hasMore ? shown[^1].Seq : null, count == 0 ? null : new(count, until));
    }

    private async IAsyncEnumerable<(AccessEntry Entry, AccessTold Told)> TellAsync(
        string subject, long before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (IReadOnlyList<AccessEntry> batch = []; (batch = await BatchAsync(subject, before, cancellation)).Count > 0; before = batch[^1].Seq)
        {
            Dictionary<long, AccessTold> told = [];
            foreach (var group in batch.Where(entry => byKind.ContainsKey(entry.Kind)).GroupBy(entry => byKind[entry.Kind]))
            {
                foreach (var (seq, one) in await group.Key.TellAsync([.. group], cancellation))
                {
                    told[seq] = one;
                }
            }
            foreach (var entry in batch.Where(entry => told.ContainsKey(entry.Seq)))
            {
                yield return (entry, told[entry.Seq]);
            }
        }
    }

    private async Task<IReadOnlyList<AccessEntry>> BatchAsync(string subject, long before, CancellationToken cancellation) =>
        [.. (await entries.FindAboutAsync(subject, before, Batch, cancellation)).Select(entry => entry.Read())];
}
