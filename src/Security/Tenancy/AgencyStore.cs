using System.Globalization;
using Phusa.Kernel.Data;
using Phusa.Security.Administration;
using Phusa.Security.Contracts;

namespace Phusa.Security.Tenancy;

internal sealed class AgencyStore(Database database)
{
    public Task<IReadOnlyList<Agency>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new("select code, name_vi, name_en, short_name, parent_code, valid_from, valid_to, "
            + "successor_code from security_agency "
            + "order by code"),
        Read, cancellation);

    public Task SaveAsync(
        IEnumerable<Agency> agencies, AdminAction? action, CancellationToken cancellation) => database.WriteAsync(
        async session =>
        {
            var saved = 0;
            foreach (var agency in agencies)
            {
                saved += await session.ExecuteAsync(Upsert(agency), cancellation);
            }
            if (action is not null)
            {
                await AdminActions.RecordAsync(session, action, cancellation);
            }
            return saved;
        },
        cancellation);

    private static Sql Upsert(Agency agency) => new(
        """
        insert into security_agency (code, name_vi, name_en, short_name, parent_code, valid_from, valid_to,
            successor_code)
        values (@code, @vi, @en, @short, @parent, @from, @to, @successor)
        on conflict (code) do update set name_vi = excluded.name_vi, name_en = excluded.name_en,
            short_name = excluded.short_name, parent_code = excluded.parent_code,
            valid_from = excluded.valid_from, valid_to = excluded.valid_to,
            successor_code = excluded.successor_code
        """,
        ("code", agency.Code), ("vi", agency.NameVi), ("en", agency.NameEn), ("short", agency.ShortName),
        ("parent", agency.Parent), ("from", Iso(agency.ValidFrom)), ("to", agency.ValidTo is { } to ? Iso(to) : null),
        ("successor", agency.Successor));

    private static Agency Read(Row row) => new(
        row.Text("code"), row.Text("name_vi"), row.Text("name_en"), row.Text("short_name"),
            row.TextOrNull("parent_code"),
        Date(row.Text("valid_from")), row.TextOrNull("valid_to") is { } to ? Date(to) : null,
        row.TextOrNull("successor_code"));

    /// <summary>Dates are kept as text, so that both engines read them alike.</summary>
    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly Date(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
