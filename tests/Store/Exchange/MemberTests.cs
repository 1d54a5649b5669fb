using System.Data.Common;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;

namespace Phusa.Tests.Store.Exchange;

public abstract class MemberTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    [EngineFact]
    public async Task An_agency_takes_part_once_under_its_own_code()
    {
        var member = await MemberAsync();

        Assert.Equal((MemberClass.GOV, "H21.15", MemberState.Active), (member.Class, member.Code, member.State));
        Assert.Equal(member, await Get<MemberStore>().FindAsync(member.Id, default));
        Assert.Equal("member.code-taken", Code(await Get<RegisterMember>().RunAsync(Office, new("H21.15"), default)));
        Assert.Equal("member.agency-unknown", Code(await Get<RegisterMember>().RunAsync(Office, new("H99"), default)));
        Assert.Equal("member.agency-unknown", Code(await Get<RegisterMember>().RunAsync(Office, new("H21.11"), default)));
    }

    [EngineFact]
    public async Task A_partner_cannot_pose_as_an_agency_and_all_problems_are_told_at_once()
    {
        var register = Get<RegisterMember>();

        Assert.Equal("member.code-taken", Code(await register.RunAsync(
            Office, new(Class: "GOV", Code: "H21.15", Name: "Giả danh"), default)));
        var refused = await register.RunAsync(
            Office, new(Class: "X", Code: "có dấu", Name: " ", TaxCode: "0100233487"), default);
        Assert.Equal(
            ["member.class-invalid", "member.code-invalid", "member.name-missing", "tax-code.check-digit"],
            refused.Problems.Select(problem => problem.Code).Order());
        var made = await register.RunAsync(
            Office, new(Class: "com", Code: "NUOC-SACH", Name: "Công ty Nước sạch", TaxCode: "0100233488"), default);
        Assert.Equal("Công ty Nước sạch", (await Get<MemberStore>().FindAsync(made.Value!.Id, default))!.PartnerName);
    }

    [EngineFact]
    public async Task A_partners_name_changes_and_an_agencys_does_not()
    {
        var register = Get<RegisterMember>();
        var partner = (await register.RunAsync(Office, new(Class: "COM", Code: "DN", Name: "Cũ"), default)).Value!;

        await register.ChangeAsync(Office, partner.Id, new(Name: "Mới", Code: "KHAC"), default);

        Assert.Equal(partner with { PartnerName = "Mới" }, await Get<MemberStore>().FindAsync(partner.Id, default));
        Assert.Equal("member.is-agency", Code(await register.ChangeAsync(Office, (await MemberAsync()).Id, new(Name: "x"), default)));
        Assert.True((await register.ChangeAsync(Office, Guid.NewGuid(), new(Name: "x"), default)).IsMissing);
    }

    [EngineFact]
    public async Task A_system_waits_until_it_is_let_in_and_stops_with_its_member()
    {
        var member = await MemberAsync();
        var system = (await Get<RegisterSystem>().RunAsync(Steward, member.Id, Order("mot-cua"), default)).Value!;
        Assert.False(await IsActiveAsync(system));

        await Get<SuspendSystem>().ActivateAsync(Office, system.Id, default);
        Assert.True(await IsActiveAsync(system));
        Assert.Equal("standing.reason-missing", Code(await Get<SuspendMember>().RunAsync(Office, member.Id, " ", default)));
        await Get<SuspendMember>().RunAsync(Office, member.Id, "Lộ khoá", default);
        Assert.False(await IsActiveAsync(system));
        Assert.Equal("Lộ khoá", (await Get<MemberStore>().FindAsync(member.Id, default))!.Reason);
        await Get<SuspendMember>().EndAsync(Office, member.Id, default);
        Assert.True(await IsActiveAsync(system));

        var entry = Assert.Single(await Get<MemberStore>().ListAsync(default));
        Assert.Equal((1, 1), (entry.Systems, entry.ActiveSystems));
    }

    [EngineFact]
    public async Task A_contact_written_meanwhile_does_not_undo_a_suspension()
    {
        var system = await SystemAsync();
        var store = Get<SystemStore>();
        var before = (await store.FindAsync(system.Id, default))!.System;
        await Get<SuspendSystem>().RunAsync(Office, system.Id, "Quá tải", default);

        await store.ChangeAsync(before with { Name = "Tên mới" }, Event(system), default);

        var after = (await store.FindAsync(system.Id, default))!.System;
        Assert.Equal(("Tên mới", SystemState.Suspended, "Quá tải"), (after.Name, after.State, after.Reason));
    }

    [EngineFact]
    public async Task A_steward_registers_systems_of_the_own_agency_alone()
    {
        var member = await MemberAsync();
        var other = await MemberAsync("H21");
        var register = Get<RegisterSystem>();

        Assert.Equal("subsystem.not-yours", Code(await register.RunAsync(Steward, other.Id, Order("a-b"), default)));
        Assert.True((await register.RunAsync(Steward, member.Id, Order("a-b"), default)).IsDone);
        Assert.Equal("subsystem.code-taken", Code(await register.RunAsync(Steward, member.Id, Order("a-b"), default)));
        Assert.Equal(
            ["identifier.shape", "identifier.shape", "subsystem.code-invalid", "subsystem.contact-missing",
                "subsystem.level-invalid", "subsystem.name-missing"],
            (await register.RunAsync(Steward, member.Id, new("A B", SecurityLevel: 6, ContactEmail: "x", ContactPhone: "1"), default))
                .Problems.Select(problem => problem.Code).Order());
    }

    [EngineFact]
    public async Task A_system_of_the_catalogue_brings_its_name_and_level()
    {
        var catalogue = Get<InformationSystems>();
        InformationSystem own = new(Guid.NewGuid(), "Hồ sơ sức khoẻ", "H21.15", SystemKind.Application, 3);
        InformationSystem foreign = new(Guid.NewGuid(), "Của nơi khác", "H21", SystemKind.Application);
        await catalogue.SaveAsync(own, default);
        await catalogue.SaveAsync(foreign, default);
        var member = await MemberAsync();

        var made = await Get<RegisterSystem>().RunAsync(
            Steward, member.Id, Order("ho-so") with { Name = null, Catalogue = own.Id }, default);

        Assert.Equal(("Hồ sơ sức khoẻ", 3), (made.Value!.Name, made.Value.SecurityLevel));
        Assert.Equal("GL/GOV/H21.15/ho-so", made.Value.XRoadId("GL", member));
        Assert.Equal("subsystem.catalogue-unknown", Code(await Get<RegisterSystem>().RunAsync(
            Steward, member.Id, Order("khac") with { Catalogue = foreign.Id }, default)));
    }

    [EngineFact]
    public async Task Every_deed_is_kept_and_cannot_be_changed()
    {
        var system = await SystemAsync();
        await Get<SuspendSystem>().RunAsync(Office, system.Id, "Bảo trì", default);

        var events = await Get<ExchangeEvents>().OfSystemAsync(system.Id, 10, default);
        Assert.Equal(
            [ExchangeAction.SystemSuspended, ExchangeAction.SystemActivated, ExchangeAction.SystemRegistered],
            events.Select(done => done.Action));
        Assert.Equal(("Bảo trì", "Lê Minh Châu", "10.0.0.1"), (events[0].Detail, events[0].ActorName, events[0].Address));
        Assert.Equal(
            ExchangeAction.MemberRegistered, Assert.Single(await Get<ExchangeEvents>().OfMemberAsync(system.MemberId, 10, default)).Action);
        await Assert.ThrowsAnyAsync<DbException>(() => Database.ExecuteAsync(new("delete from exchange_event"), default));
        await Assert.ThrowsAnyAsync<DbException>(
            () => Database.ExecuteAsync(new("update exchange_event set actor_name = 'x'"), default));
    }

    private static string Code<T>(Kernel.Outcomes.Outcome<T> outcome) => Assert.Single(outcome.Problems).Code;

    private static ExchangeEvent Event(MemberSystem system) => ExchangeEvent.By(
        Steward, DateTimeOffset.UnixEpoch, ExchangeAction.SystemChanged, system.MemberId, system.Id);

    private async Task<bool> IsActiveAsync(MemberSystem system) =>
        (await Get<SystemStore>().FindAsync(system.Id, default))!.IsActive;
}

public sealed class SqliteMemberTests() : MemberTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresMemberTests(PostgresFixture postgres) : MemberTests(postgres);
