using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Ledger;
using Phusa.Security.Withholdings;

namespace Phusa.Security.Complaints;

/// <summary>
/// Takes complaints about accesses for people, and answers them. Its taking is its acknowledgement, which the law wants within
/// two working days; the answer is due within ten days (Law 91/2025/QH15, Decree 356/2025/NĐ-CP).
/// </summary>
internal sealed class TakeComplaint(ComplaintStore store, LedgerStore ledger, TimeProvider clock)
{
    public const int DaysToAnswer = 10;

    public const int LongestText = 2000;

    private const int LongestName = 200;

    public async Task<Outcome<Complaint>> RunAsync(Caller by, ComplaintOrder order, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        var now = clock.GetUtcNow();
        if (order.Entry is not { } entry || await ledger.FindAsync(entry, cancellation) is null)
        {
            problems.Add(new("entry", "complaint.entry", T.ComplaintNoEntry));
        }
        var made = new Complaint(
            Guid.CreateVersion7(now), order.Entry ?? 0, Words(order.Said, "said", LongestText, problems, isNeeded: false),
            Words(order.Name, "name", LongestName, problems),
            Words(order.Contact, "contact", LongestName, problems), Words(order.Body, "body", LongestText, problems), by.Name, now,
            Withholding.DayOf(now).AddDays(DaysToAnswer));
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        await store.AddAsync(made, cancellation);
        return made;
    }

    /// <summary>Once: the answer that stands has gone to the person.</summary>
    public async Task<Outcome<Complaint>> AnswerAsync(Caller by, Guid id, string? answer, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is null)
        {
            return Missing;
        }
        List<Problem> problems = [];
        var text = Words(answer, "answer", LongestText, problems);
        return problems.Count > 0 ? new Refusal(problems)
            : await store.AnswerAsync(id, text, by.Name, clock.GetUtcNow(), cancellation) 
            ? (await store.FindAsync(id, cancellation))! : new Refusal(new Problem("", "complaint.over", T.ComplaintOver));
    }

    public static Missing Missing => new(new Problem("id", "complaint.missing", T.ComplaintMissing));

    private static string Words(string? text, string field, int most, List<Problem> problems, bool isNeeded = true)
    {
        var words = text?.Trim() ?? "";
        if ((isNeeded && words.Length == 0) || words.Length > most)
        {
            problems.Add(new(field, "complaint.words", T.ComplaintWords(most)));
        }
        return words;
    }
}
