using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Security.Withholdings;

namespace Phusa.Security.Complaints;

/// <summary>A complaint as it is handed in.</summary>
internal sealed record ComplaintOrder(long Entry, string? Said, string? Name, string? Contact, string? Body);

/// <summary>
/// Takes complaints about accesses for people, and answers them. Its taking is its acknowledgement, which the law wants within
/// two working days; the answer is due within ten days (Law 91/2025/QH15, Decree 356/2025/NĐ-CP).
/// </summary>
internal sealed class TakeComplaint(ComplaintStore store, TimeProvider clock)
{
    public const int DaysToAnswer = 10;

    public const int LongestText = 2000;

    private const int LongestName = 200;

    public async Task<Outcome<Complaint>> RunAsync(Caller by, ComplaintOrder order, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        var now = clock.GetUtcNow();
        var made = new Complaint(
            Guid.CreateVersion7(now), order.Entry, order.Said?.Trim() ?? "", Words(order.Name, "name", LongestName, problems),
            Words(order.Contact, "contact", LongestName, problems), Words(order.Body, "body", LongestText, problems), by.Name, now,
            Withholding.DayOf(now).AddDays(DaysToAnswer));
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        await store.AddAsync(made, cancellation);
        return made;
    }

    /// <summary>False when it was answered already.</summary>
    public async Task<Outcome<bool>> AnswerAsync(Caller by, Guid id, string? answer, CancellationToken cancellation)
    {
        List<Problem> problems = [];
        var text = Words(answer, "answer", LongestText, problems);
        return problems.Count > 0 ? new Refusal(problems)
            : await store.AnswerAsync(id, text, by.Name, clock.GetUtcNow(), cancellation) ? true
            : new Refusal(new Problem("", "complaint.over", T.ComplaintOver));
    }

    private static string Words(string? text, string field, int most, List<Problem> problems)
    {
        var words = text?.Trim() ?? "";
        if (words.Length == 0 || words.Length > most)
        {
            problems.Add(new(field, "complaint.words", T.ComplaintWords(most)));
        }
        return words;
    }
}
