using System.Data.Common;
using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Members;

/// <summary>Members in the records; every change is written together with its event.</summary>
internal sealed class MemberStore(Database database)
{
    private const string Columns = "id, class, code, agency, name, tax_code, state, reason, created_at";

    /// <summary>By class and code.</summary>
    public Task<IReadOnlyList<MemberEntry>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns}, "
            + "(select count(*) from exchange_system s where s.member_id = exchange_member.id) as systems, "
            + "(select count(*) from exchange_system s where s.member_id = exchange_member.id and s.state = 'Active') "
            + "as active_systems, (select count(*) from exchange_system s where s.member_id = exchange_member.id "
            + "and s.state = 'Registered') as waiting_systems from exchange_member order by class desc, code"),
        row => new MemberEntry(
            Read(row), (int)row.Integer("systems"), (int)row.Integer("active_systems"),
            (int)row.Integer("waiting_systems")), cancellation);

    public Task<Member?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_member where id = @id", ("id", id)), Read, cancellation);

    public Task<Member?> FindAsync(MemberClass kind, string code, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_member where class = @class and code = @code", ("class", kind), ("code", code)), Read,
        cancellation);

    /// <summary>The agency as a member; null while it does not take part.</summary>
    public Task<Member?> FindAgencyAsync(string agency, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_member where agency = @agency", ("agency", agency)), Read, cancellation);

    /// <summary>False when the class has the code already, or the agency is a member.</summary>
    public async Task<bool> AddAsync(Member member, ExchangeEvent done, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(
                    new($"insert into exchange_member ({Columns}) values (@id, @class, @code, @agency, @name, @tax, @state, "
                        + "@reason, @created)",
                        ("id", member.Id), ("class", member.Class), ("code", member.Code), ("agency", member.Agency),
                        ("name", member.PartnerName), ("tax", member.TaxCode), ("state", member.State),
                        ("reason", member.Reason), ("created", member.CreatedAt)), cancellation);
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                return true;
            }, cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }

    /// <summary>Its name and tax code; class, code and agency stay for ever.</summary>
    public Task<int> ChangeAsync(Member member, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new("update exchange_member set name = @name, tax_code = @tax where id = @id",
            ("id", member.Id), ("name", member.PartnerName), ("tax", member.TaxCode)), done, cancellation);

    /// <summary>Its state and reason alone, so that nobody who changes a name at that moment undoes it.</summary>
    public Task<int> StandAsync(Member member, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new("update exchange_member set state = @state, reason = @reason where id = @id",
            ("id", member.Id), ("state", member.State), ("reason", member.Reason)), done, cancellation);

    private Task<int> WriteAsync(Sql change, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(change, cancellation);
            return await ExchangeEvents.RecordAsync(session, done, cancellation);
        }, cancellation);

    private static Member Read(Row row) => new(
        row.Id("id"), row.Choice<MemberClass>("class"), row.Text("code"), row.TextOrNull("agency"),
        row.TextOrNull("name"), row.TextOrNull("tax_code"), row.Choice<MemberState>("state"), row.TextOrNull("reason"),
        row.Instant("created_at"));
}
