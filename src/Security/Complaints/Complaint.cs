using System.Globalization;
using Phusa.Kernel.Data;

namespace Phusa.Security.Complaints;

/// <summary>What a person objects to in one access to their data.</summary>
/// <param name="Entry">The access's number in the ledger.</param>
/// <param name="Said">The access as it was told then.</param>
/// <param name="Name">Who complains.</param>
/// <param name="Contact">How they are reached.</param>
/// <param name="DueOn">The last day on which to answer, in Vietnam's time.</param>
/// <param name="Answer">Null while it is open.</param>
internal sealed record Complaint(
    Guid Id, long Entry, string Said, string Name, string Contact, string Body, string OpenedBy, DateTimeOffset OpenedAt, DateOnly DueOn,
    string? Answer = null, string? AnsweredBy = null, DateTimeOffset? AnsweredAt = null)
{
    public bool IsOpen => Answer is null;

    public bool IsOverdueOn(DateOnly day) => IsOpen && day > DueOn;
}

/// <summary>Complaints in the records: open ones by their last day, then answered ones, the newest first.</summary>
internal sealed class ComplaintStore(Database records)
{
    private const string Columns =
        "id, entry, said, name, contact, body, opened_name, opened_at, due_on, answer, answered_name, answered_at";

    public Task<IReadOnlyList<Complaint>> ListAsync(int most, CancellationToken cancellation) => records.ListAsync(
        new($"select {Columns} from security_complaint order by case when answer is null then 0 else 1 end, "
            + "case when answer is null then due_on end, opened_at desc limit @most", ("most", most)), Read, cancellation);

    public Task<Complaint?> FindAsync(Guid id, CancellationToken cancellation) =>
        records.FindAsync(new($"select {Columns} from security_complaint where id = @id", ("id", id)), Read, cancellation);

    public Task<int> AddAsync(Complaint one, CancellationToken cancellation) => records.ExecuteAsync(
        new("insert into security_complaint (id, entry, said, name, contact, body, opened_name, opened_at, due_on) "
            + "values (@id, @entry, @said, @name, @contact, @body, @by, @at, @due)",
            ("id", one.Id), ("entry", one.Entry), ("said", one.Said), ("name", one.Name), ("contact", one.Contact), ("body", one.Body),
            ("by", one.OpenedBy), ("at", one.OpenedAt), ("due", one.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
        cancellation);

    /// <summary>False when there is none, or it is answered already.</summary>
    public async Task<bool> AnswerAsync(Guid id, string answer, string by, DateTimeOffset at, CancellationToken cancellation) =>
        await records.ExecuteAsync(
            new("update security_complaint set answer = @answer, answered_name = @by, answered_at = @at "
                + "where id = @id and answer is null", ("id", id), ("answer", answer), ("by", by), ("at", at)), cancellation) > 0;

    private static Complaint Read(Row row) => new(
        row.Id("id"), row.Integer("entry"), row.Text("said"), row.Text("name"), row.Text("contact"), row.Text("body"),
        row.Text("opened_name"), row.Instant("opened_at"),
        DateOnly.ParseExact(row.Text("due_on"), "yyyy-MM-dd", CultureInfo.InvariantCulture), row.TextOrNull("answer"),
        row.TextOrNull("answered_name"), row.InstantOrNull("answered_at"));
}
