using System.Data.Common;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Systems;

/// <summary>Systems in the records; every change is written together with its event.</summary>
internal sealed class SystemStore(Database database)
{
    private const string Columns =
        "id, member_id, code, name, catalogue_id, security_level, contact_name, contact_email, contact_phone, state, "
        + "reason, created_at";

    private const string WithMember =
        "select s.id, s.member_id, s.code, s.name, s.catalogue_id, s.security_level, s.contact_name, s.contact_email, "
        + "s.contact_phone, s.state, s.reason, s.created_at, m.class, m.code as member_code, m.agency, "
        + "m.name as member_name, m.tax_code, m.state as member_state, m.reason as member_reason, "
        + "m.created_at as member_created_at from exchange_system s join exchange_member m on m.id = s.member_id ";

    /// <summary>By code.</summary>
    public Task<IReadOnlyList<MemberSystem>> OfMemberAsync(Guid member, CancellationToken cancellation) =>
        database.ListAsync(
            new($"select {Columns} from exchange_system where member_id = @member order by code", ("member", member)),
            Read, cancellation);

    /// <summary>By member and code.</summary>
    public Task<IReadOnlyList<SystemOfMember>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new($"{WithMember} order by m.class desc, m.code, s.code"), ReadWithMember, cancellation);

    public Task<SystemOfMember?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"{WithMember} where s.id = @id", ("id", id)), ReadWithMember, cancellation);

    /// <summary>As X-Road names it.</summary>
    public Task<MemberSystem?> FindAsync(MemberClass kind, string member, string code, CancellationToken cancellation) =>
        database.FindAsync(
            new($"{WithMember} where m.class = @class and m.code = @member and s.code = @code",
                ("class", kind), ("member", member), ("code", code)), Read, cancellation);

    /// <summary>False when the member has a system with the code.</summary>
    public async Task<bool> AddAsync(MemberSystem system, ExchangeEvent done, CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(
                    new($"insert into exchange_system ({Columns}) values (@id, @member, @code, @name, @catalogue, @level, "
                        + "@contact, @email, @phone, @state, @reason, @created)",
                        [.. Values(system), ("member", system.MemberId), ("code", system.Code),
                            ("catalogue", system.CatalogueId), ("state", system.State), ("reason", system.Reason),
                            ("created", system.CreatedAt)]), cancellation);
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                return true;
            }, cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }

    /// <summary>Its name, level and contact; member and code stay for ever.</summary>
    public Task<int> ChangeAsync(MemberSystem system, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new("update exchange_system set name = @name, security_level = @level, contact_name = @contact, "
            + "contact_email = @email, contact_phone = @phone where id = @id", Values(system)), done, cancellation);

    /// <summary>Its state and reason alone, so that nobody who changes a contact at that moment undoes it.</summary>
    public Task<int> StandAsync(MemberSystem system, ExchangeEvent done, CancellationToken cancellation) => WriteAsync(
        new("update exchange_system set state = @state, reason = @reason where id = @id",
            ("id", system.Id), ("state", system.State), ("reason", system.Reason)), done, cancellation);

    private Task<int> WriteAsync(Sql change, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteAsync(change, cancellation);
            return await ExchangeEvents.RecordAsync(session, done, cancellation);
        }, cancellation);

    private static (string, object?)[] Values(MemberSystem system) =>
    [
        ("id", system.Id), ("name", system.Name), ("level", (long?)system.SecurityLevel),
        ("contact", system.Contact.Name), ("email", system.Contact.Email), ("phone", system.Contact.Phone),
    ];

    private static MemberSystem Read(Row row) => new(
        row.Id("id"), row.Id("member_id"), row.Text("code"), row.Text("name"), row.IdOrNull("catalogue_id"),
        (int?)row.IntegerOrNull("security_level"),
        new(row.Text("contact_name"), row.Text("contact_email"), row.TextOrNull("contact_phone")),
        row.Choice<SystemState>("state"), row.TextOrNull("reason"), row.Instant("created_at"));

    private static SystemOfMember ReadWithMember(Row row) => new(Read(row), new(
        row.Id("member_id"), row.Choice<MemberClass>("class"), row.Text("member_code"), row.TextOrNull("agency"),
        row.TextOrNull("member_name"), row.TextOrNull("tax_code"), row.Choice<MemberState>("member_state"),
        row.TextOrNull("member_reason"), row.Instant("member_created_at")));
}
