using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>A field of life that datasets are grouped by; contracts name it by its code.</summary>
/// <param name="Icon">A name of the design system's icons.</param>
/// <param name="EuCode">Its like among the data themes of the EU, such as <c>HEAL</c>, which harvesters know.</param>
public sealed record Theme(string Code, Text Title, string Icon, string? EuCode = null);

/// <summary>The themes, in the order in which they are shown.</summary>
public sealed class Themes(Database database, TimeProvider clock)
{
    public Task<IReadOnlyList<Theme>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new("select code, title_vi, title_en, icon, eu_code from catalog_theme order by position, code"),
        row => new Theme(
            row.Text("code"), Text.Pair(row.Text("title_vi"), row.Text("title_en")), row.Text("icon"),
            row.TextOrNull("eu_code")), cancellation);

    /// <summary>Adds or changes these; their order here becomes the order shown.</summary>
    public Task SaveAsync(IReadOnlyList<Theme> themes, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            foreach (var (at, theme) in themes.Index())
            {
                await session.ExecuteAsync(new(
                    """
                    insert into catalog_theme (code, title_vi, title_en, icon, eu_code, position, changed_at)
                    values (@code, @vi, @en, @icon, @eu, @position, @now)
                    on conflict (code) do update set title_vi = excluded.title_vi, title_en = excluded.title_en,
                        icon = excluded.icon, eu_code = excluded.eu_code, position = excluded.position,
                        changed_at = excluded.changed_at
                    """,
                    ("code", theme.Code), ("vi", theme.Title.Vi), ("en", theme.Title.En), ("icon", theme.Icon),
                    ("eu", theme.EuCode), ("position", at), ("now", clock.GetUtcNow())), cancellation);
            }
            return themes.Count;
        }, cancellation);
}
