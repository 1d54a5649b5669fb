using Phusa.Kernel.Data;
using Phusa.Kernel.Identifiers;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Security.Audit;

/// <summary>One time that somebody looked at a person's data, as it is told to that person.</summary>
/// <param name="Seq">Its number in the ledger, by which it is proven.</param>
/// <param name="Said">In a sentence: who saw which fields of what, and why.</param>
internal sealed record PersonAccess(
    long Seq, DateTimeOffset At, string Who, string Dataset, IReadOnlyList<string> Fields, string? Purpose, Text Said);

/// <summary>
/// Answers "who looked at my data?" for a citizen number: every read in which that person was asked for. Looking here is
/// itself an access to what is known of the person, and recorded as one.
/// </summary>
internal sealed class PersonAccesses(Contracts.Ledger ledger, Database entries, Pseudonyms pseudonyms)
{
    public const string Kind = "person-accesses-read";

    private const int Most = 1000;

    /// <summary>The newest first, the thousand newest at most.</summary>
    public async Task<Outcome<IReadOnlyList<PersonAccess>>> RunAsync(
        Caller caller, string? citizenNumber, CancellationToken cancellation)
    {
        var number = CitizenId.Read(citizenNumber?.Trim());
        if (!number.IsDone)
        {
            return new Refusal(number.Problems);
        }
        var subject = pseudonyms.Of(number.Value.ToString());
        await ledger.AppendAsync(
            new(Kind, caller.AccountId?.ToString(), null, new { caller.Name, caller.Purpose, caller.Address }) { Subjects = [subject] },
            cancellation);
        var found = await entries.ListAsync(
            new("""
                select e.seq, e.at, e.actor, e.object, e.body, null as content from security_ledger_subject s
                join security_ledger_entry e on e.seq = s.seq
                where s.subject = @subject and e.kind = @kind order by e.seq desc limit @most
                """,
                ("subject", subject), ("kind", PersonalReadStore.Kind), ("most", Most)),
            PersonalReadStore.Read, cancellation);
        return found.Select(Told).ToList();
    }

    private static PersonAccess Told(PersonalRead read)
    {
        var who = read.AccountName.Length > 0 ? read.AccountName : T.ReadsAnyone.ToString();
        return new(read.Seq, read.At, who, read.Dataset, read.Fields, read.Purpose, read.Purpose is { } purpose
            ? T.PersonSaw(who, string.Join(", ", read.Fields), read.Dataset, purpose)
            : T.PersonSawWithoutPurpose(who, string.Join(", ", read.Fields), read.Dataset));
    }
}
