using System.Globalization;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>The lists of datasets in force; a list is known by its kind and the number of its decision.</summary>
public sealed class DatasetLists(Database database, TimeProvider clock)
{
    private const string DateForm = "yyyy-MM-dd";

    /// <summary>By kind, newest decision first.</summary>
    public Task<IReadOnlyList<DatasetList>> ListAsync(CancellationToken cancellation) => database.ReadAsync(
        async session =>
        {
            var entries = (await session.ListAsync(
                new("select list_id, dataset, due_on from catalog_list_entry order by list_id, position"),
                row => (List: row.Id("list_id"), Entry: new DatasetListEntry(row.Text("dataset"), Date(row.TextOrNull("due_on")))),
                cancellation)).ToLookup(pair => pair.List, pair => pair.Entry);
            return await session.ListAsync(
                new(
                    """
                    select id, kind, title_vi, title_en, decision_number, decision_date, issued_by, illustrative, note_vi, note_en
                    from catalog_list order by kind, decision_date desc
                    """),
                row => Read(row, [.. entries[row.Id("id")]]), cancellation);
        }, cancellation);

    /// <summary>Issues a list, or replaces the content of one that was issued under the same decision.</summary>
    public Task SaveAsync(DatasetList list, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            var known = (await session.ListAsync(
                new("select id from catalog_list where kind = @kind and decision_number = @number",
                    ("kind", list.Kind), ("number", list.DecisionNumber)),
                row => row.Id("id"), cancellation)).Cast<Guid?>().FirstOrDefault();
            var id = known ?? Guid.CreateVersion7(clock.GetUtcNow());
            await StoreAsync(session, id, list, cancellation);
            await session.ExecuteAsync(
                new("delete from catalog_list_entry where list_id = @list", ("list", id)), cancellation);
            foreach (var (at, entry) in list.Entries.Index())
            {
                await session.ExecuteAsync(new(
                    "insert into catalog_list_entry (list_id, dataset, due_on, position) values (@list, @dataset, @due, @at)",
                    ("list", id), ("dataset", entry.Dataset),
                    ("due", entry.DueOn?.ToString(DateForm, CultureInfo.InvariantCulture)), ("at", at)), cancellation);
            }
            return id;
        }, cancellation);

    private Task<int> StoreAsync(Session session, Guid id, DatasetList list, CancellationToken cancellation) =>
        session.ExecuteAsync(new(
            """
            insert into catalog_list (id, kind, title_vi, title_en, decision_number, decision_date, issued_by,
                illustrative, note_vi, note_en, changed_at)
            values (@id, @kind, @vi, @en, @number, @date, @by, @illustrative, @note_vi, @note_en, @now)
            on conflict (id) do update set title_vi = excluded.title_vi, title_en = excluded.title_en,
                decision_date = excluded.decision_date, issued_by = excluded.issued_by,
                illustrative = excluded.illustrative, note_vi = excluded.note_vi, note_en = excluded.note_en,
                changed_at = excluded.changed_at
            """,
            ("id", id), ("kind", list.Kind), ("vi", list.Title.Vi), ("en", list.Title.En),
            ("number", list.DecisionNumber),
            ("date", list.DecisionDate.ToString(DateForm, CultureInfo.InvariantCulture)), ("by", list.IssuedBy),
            ("illustrative", list.IsIllustrative), ("note_vi", list.Note?.Vi), ("note_en", list.Note?.En),
            ("now", clock.GetUtcNow())), cancellation);

    private static DatasetList Read(Row row, IReadOnlyList<DatasetListEntry> entries) => new(
        row.Choice<DatasetListKind>("kind"), Text.Pair(row.Text("title_vi"), row.Text("title_en")),
        row.Text("decision_number"), Date(row.Text("decision_date")) ?? default, row.Text("issued_by"),
        row.Flag("illustrative"),
        row.TextOrNull("note_vi") is { } note ? Text.Pair(note, row.TextOrNull("note_en") ?? note) : null, entries);

    private static DateOnly? Date(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, DateForm, CultureInfo.InvariantCulture);
}
