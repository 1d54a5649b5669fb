using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>The glossary: every term once, changed by saving it again.</summary>
public sealed class Terms(Database database, TimeProvider clock)
{
    public Task<IReadOnlyList<Term>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new("select name, term_vi, term_en, definition_vi, definition_en from catalog_term order by name"),
        row => new Term(
            row.Text("name"), Text.Pair(row.Text("term_vi"), row.Text("term_en")),
            Text.Pair(row.Text("definition_vi"), row.Text("definition_en"))), cancellation);

    public Task SaveAsync(IReadOnlyList<Term> terms, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            foreach (var term in terms)
            {
                await session.ExecuteAsync(new(
                    """
                    insert into catalog_term (name, term_vi, term_en, definition_vi, definition_en, changed_at)
                    values (@name, @term_vi, @term_en, @definition_vi, @definition_en, @now)
                    on conflict (name) do update set term_vi = excluded.term_vi, term_en = excluded.term_en,
                        definition_vi = excluded.definition_vi, definition_en = excluded.definition_en,
                        changed_at = excluded.changed_at
                    """,
                    ("name", term.Name), ("term_vi", term.Title.Vi), ("term_en", term.Title.En),
                    ("definition_vi", term.Definition.Vi), ("definition_en", term.Definition.En),
                    ("now", clock.GetUtcNow())), cancellation);
            }
            return terms.Count;
        }, cancellation);
}
