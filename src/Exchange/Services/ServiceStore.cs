using System.Data.Common;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Services;

/// <summary>Services in the records; every change is written together with its event.</summary>
internal sealed class ServiceStore(Database database)
{
    private const string Columns =
        "id, member_id, code, version, kind, dataset, stated_class, title_vi, title_en, state, availability, answer_ms, created_at";

    private const string WithOwner =
        "select s.id, s.member_id, s.code, s.version, s.kind, s.dataset, s.stated_class, s.title_vi, s.title_en, s.state, "
        + "s.availability, s.answer_ms, s.created_at, m.class, m.code as member_code, m.agency, m.name as member_name, m.tax_code, "
        + "m.state as member_state, m.reason as member_reason, m.created_at as member_created_at "
        + "from exchange_service s join exchange_member m on m.id = s.member_id ";

    /// <summary>By member, code and version.</summary>
    public Task<IReadOnlyList<ServiceOfMember>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new($"{WithOwner} order by m.class desc, m.code, s.code, s.version"), ReadWithOwner, cancellation);

    public Task<ServiceOfMember?> FindAsync(Guid id, CancellationToken cancellation) => database.FindAsync(
        new($"{WithOwner} where s.id = @id", ("id", id)), ReadWithOwner, cancellation);

    /// <summary>Those of the dataset that answer calls, by code and version.</summary>
    public async Task<IReadOnlyList<ServiceOfMember>> OfDatasetAsync(string dataset, CancellationToken cancellation) =>
    [
        .. (await database.ListAsync(
            new($"{WithOwner} where s.dataset = @dataset order by s.code, s.version", ("dataset", dataset)), ReadWithOwner, cancellation))
            .Where(known => known.Service.IsOffered),
    ];

    /// <summary>As an address names it.</summary>
    public Task<ServiceOfMember?> FindAsync(
        MemberClass kind, string member, string code, int version, CancellationToken cancellation) => database.FindAsync(
            new($"{WithOwner} where m.class = @class and m.code = @member and s.code = @code and s.version = @version",
                ("class", kind), ("member", member), ("code", code), ("version", (long)version)), ReadWithOwner, cancellation);

    /// <summary>The highest version that a member's service has; 0 when it has none.</summary>
    public async Task<int> HighestAsync(Guid member, string code, CancellationToken cancellation) =>
        (int)(await database.ListAsync(
            new("select coalesce(max(version), 0) as highest from exchange_service where member_id = @member and code = @code",
                ("member", member), ("code", code)), row => row.Integer("highest"), cancellation))[0];

    /// <summary>False when the member has this version of the code.</summary>
    /// <param name="document">What describes a service without a dataset.</param>
    /// <param name="along">What else is written with it; null for nothing.</param>
    public async Task<bool> AddAsync(
        Service service, ServiceDocument? document, ExchangeEvent done, Func<Session, Task<int>>? along,
        CancellationToken cancellation)
    {
        try
        {
            return await database.WriteAsync(async session =>
            {
                await session.ExecuteAsync(Insert(service), cancellation);
                if (document is not null)
                {
                    await DocumentStore.InsertAsync(session, document, cancellation);
                }
                await (along?.Invoke(session) ?? Task.FromResult(0));
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                return true;
            }, cancellation);
        }
        catch (DbException failure) when (database.Dialect.IsDuplicate(failure))
        {
            return false;
        }
    }

    /// <summary>False, with nothing written, when somebody else changed the state meanwhile.</summary>
    public Task<bool> ChangeAsync(Service was, ServiceState next, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var changed = await session.ExecuteAsync(
                new("update exchange_service set state = @next where id = @id and state = @was",
                    ("id", was.Id), ("next", next), ("was", was.State)), cancellation);
            if (changed > 0)
            {
                await ExchangeEvents.RecordAsync(session, done, cancellation);
                await (ExchangeEventKinds.Of(was, next, done.At)?.PublishAsync(session, cancellation) ?? Task.CompletedTask);
            }
            return changed > 0;
        }, cancellation);

    private static Sql Insert(Service service) => new(
        $"insert into exchange_service ({Columns}) values (@id, @member, @code, @version, @kind, @dataset, @class, "
        + "@title_vi, @title_en, @state, @availability, @answer, @created)",
        ("id", service.Id), ("member", service.MemberId), ("code", service.Code), ("version", (long)service.Version),
        ("kind", service.Kind), ("dataset", service.Dataset), ("class", service.StatedClass), ("title_vi", service.TitleVi),
        ("title_en", service.TitleEn), ("state", service.State), ("availability", service.Level.Availability),
        ("answer", (long?)service.Level.AnswerMs), ("created", service.CreatedAt));

    private static ServiceOfMember ReadWithOwner(Row row) => new(
        new(row.Id("id"), row.Id("member_id"), row.Text("code"), (int)row.Integer("version"),
            row.Choice<ServiceKind>("kind"), row.TextOrNull("dataset"), row.Text("title_vi"), row.Text("title_en"),
            row.Choice<ServiceState>("state"),
            new(row.IsNull("availability") ? null : row.Decimal("availability"), (int?)row.IntegerOrNull("answer_ms")),
            row.Instant("created_at"))
        {
            StatedClass = row.IsNull("stated_class") ? null : row.Choice<Classification>("stated_class"),
        },
        new(row.Id("member_id"), row.Choice<MemberClass>("class"), row.Text("member_code"), row.TextOrNull("agency"),
            row.TextOrNull("member_name"), row.TextOrNull("tax_code"), row.Choice<MemberState>("member_state"),
            row.TextOrNull("member_reason"), row.Instant("member_created_at")));
}
