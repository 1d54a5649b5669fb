using Phusa.Catalog.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Store.Exchange;

public abstract class ServiceTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    [EngineFact]
    public async Task A_service_takes_after_its_dataset_and_versions_count_up()
    {
        await DatasetAsync("wells", "shared");
        var owner = await MemberAsync();
        var draft = Get<DraftServiceVersion>();

        var first = (await draft.RunAsync(Steward, new("wells", Availability: 99.5m, AnswerMs: 300), default)).Value!;
        var second = (await draft.RunAsync(Office, new("wells", TitleVi: "Tra cứu giếng"), default)).Value!;

        Assert.Equal((owner.Id, "wells", 1, ServiceState.Draft, "Giếng wells"), (first.MemberId, first.Code, first.Version, first.State, first.TitleVi));
        Assert.Equal((2, "Tra cứu giếng"), (second.Version, second.TitleVi));
        Assert.Equal(first, (await Get<ServiceStore>().FindAsync(first.Id, default))!.Service);
        Assert.Equal(second.Id, (await Get<ServiceStore>().FindAsync(owner.Class, "H21.15", "wells", 2, default))!.Service.Id);
        Assert.Equal("service.version-taken", Code(await draft.RunAsync(Steward, new("wells", Version: 2), default)));
        var found = Assert.Single(await Get<ServiceDirectory>().ListAsync(Office, "tra cuu gieng", default));
        Assert.Equal((second.Id, Classification.Shared), (found.Service.Id, found.Class));
    }

    [EngineFact]
    public async Task All_problems_are_told_at_once_and_names_are_not_given_away()
    {
        await DatasetAsync("secret_wells", "core");
        await DatasetAsync("open_wells", "open");
        var draft = Get<DraftServiceVersion>();
        var stranger = new Caller(Guid.NewGuid(), "Ai đó", [new(Role.Steward, "H21.13")], SignInMethod.Session);

        Assert.Equal("service.dataset-unknown", Code(await draft.RunAsync(Office, new("none"), default)));
        Assert.Equal("service.dataset-unknown", Code(await draft.RunAsync(stranger, new("secret_wells"), default)));
        Assert.Equal("service.not-yours", Code(await draft.RunAsync(stranger, new("open_wells"), default)));
        Assert.Equal("service.no-member", Code(await draft.RunAsync(Steward, new("open_wells"), default)));
        await MemberAsync();
        var refused = await draft.RunAsync(
            Steward, new("open_wells", "có dấu", 0, new string('x', 301), null, 101, 0), default);
        Assert.Equal(
            ["service.answer-invalid", "service.availability-invalid", "service.code-invalid", "service.title-long", "service.version-invalid"],
            refused.Problems.Select(problem => problem.Code).Order());
    }

    [EngineFact]
    public async Task The_data_office_publishes_and_the_owner_ends()
    {
        await DatasetAsync("wells", "shared");
        await MemberAsync();
        var service = (await Get<DraftServiceVersion>().RunAsync(Steward, new("wells"), default)).Value!;
        var change = Get<ChangeServiceState>();
        var other = new Caller(Guid.NewGuid(), "Ai đó", [new(Role.Analyst, "H21.13")], SignInMethod.Session);

        Assert.True((await change.RunAsync(other, service.Id, ServiceState.Retired, default)).IsMissing);
        Assert.Equal("service.not-yours", Code(await change.RunAsync(Steward, service.Id, ServiceState.Published, default)));
        Assert.Equal("service.state", Code(await change.RunAsync(Steward, service.Id, ServiceState.Deprecated, default)));
        Assert.True((await change.RunAsync(Office, service.Id, ServiceState.Published, default)).IsDone);
        Assert.Equal("service.not-yours", Code(await change.RunAsync(other, service.Id, ServiceState.Deprecated, default)));
        Assert.Equal("service.state", Code(await change.RunAsync(Steward, service.Id, ServiceState.Retired, default)));
        Assert.True((await change.RunAsync(Steward, service.Id, ServiceState.Deprecated, default)).IsDone);
        Assert.True((await change.RunAsync(Steward, service.Id, ServiceState.Retired, default)).IsDone);

        Assert.Equal(
            [ExchangeAction.ServiceDrafted, ExchangeAction.ServicePublished, ExchangeAction.ServiceDeprecated, ExchangeAction.ServiceRetired],
            (await Get<ExchangeEvents>().OfServiceAsync(service.Id, 10, default)).Select(done => done.Action).Order());
    }

    [EngineFact]
    public async Task A_state_changed_meanwhile_is_not_changed_back()
    {
        await DatasetAsync("wells", "shared");
        await MemberAsync();
        var service = (await Get<DraftServiceVersion>().RunAsync(Steward, new("wells"), default)).Value!;
        await Get<ChangeServiceState>().RunAsync(Office, service.Id, ServiceState.Retired, default);
        var late = ExchangeEvent.By(Office, Time.GetUtcNow(), ExchangeAction.ServicePublished, service.MemberId) with { ServiceId = service.Id };

        Assert.False(await Get<ServiceStore>().ChangeAsync(service, ServiceState.Published, late, default));

        Assert.Equal(ServiceState.Retired, (await Get<ServiceStore>().FindAsync(service.Id, default))!.Service.State);
        Assert.DoesNotContain(await Get<ExchangeEvents>().OfServiceAsync(service.Id, 10, default), done => done.Id == late.Id);
    }

    private static string Code<T>(Outcome<T> outcome) => Assert.Single(outcome.Problems).Code;
}

public sealed class SqliteServiceTests() : ServiceTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresServiceTests(PostgresFixture postgres) : ServiceTests(postgres);
