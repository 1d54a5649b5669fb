using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Store.Exchange;

public abstract class AgreementTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    private static readonly Caller Second =
        new(Guid.NewGuid(), "Trần Văn Bình", [new(Role.Steward, "H21.15")], SignInMethod.Session);

    [EngineFact]
    public async Task Granted_it_is_found_for_its_days_until_it_is_suspended_or_its_service_retired()
    {
        var (order, store) = (await OrderAsync("shared"), Get<AgreementStore>());
        var made = (await Get<RequestAgreement>().RunAsync(Office, order, default)).Value!;
        Task<Agreement?> FindAsync(int days) => store.FindGrantedAsync(
            made.SystemId, made.ServiceId, null, VietnamTime.DayOf(Time.GetUtcNow().AddDays(days)), default);
        Assert.Equal(made.Terms.Fields, (await Get<AgreementStore>().FindAsync(made.Id, default))!.Terms.Fields);
        Assert.Null(await FindAsync(0));

        var granted = (await Get<ReviewAgreement>().ApproveAsync(Steward, made.Id, default)).Value!;

        Assert.Equal((AgreementState.Granted, Steward.AccountId), (granted.State, granted.Decision!.AccountId));
        Assert.Equal(made.Id, (await FindAsync(0))!.Id);
        Assert.Equal(made.Id, (await FindAsync(30))!.Id);
        Assert.Null(await FindAsync(31));
        Assert.Null(await FindAsync(-1));
        Assert.Equal("standing.reason-missing", Code(await Get<StopAgreement>().SuspendAsync(Steward, made.Id, " ", default)));
        await Get<StopAgreement>().SuspendAsync(Steward, made.Id, "Gọi quá nhiều", default);
        Assert.Null(await FindAsync(0));
        await Get<ChangeServiceState>().RunAsync(Office, made.ServiceId, ServiceState.Deprecated, default);
        Assert.Equal("service.in-use", Code(await Get<ChangeServiceState>().RunAsync(Steward, made.ServiceId, ServiceState.Retired, default)));
        Assert.True((await Get<StopAgreement>().ResumeAsync(Steward, made.Id, default)).IsDone);
        Assert.Equal(made.Id, (await FindAsync(0))!.Id);
        await Get<StopAgreement>().EndAsync(Office, made.Id, "Hết nhu cầu", default);
        Assert.True((await Get<ChangeServiceState>().RunAsync(Steward, made.ServiceId, ServiceState.Retired, default)).IsDone);

        Assert.Equal(
            [ExchangeAction.AgreementEnded, ExchangeAction.AgreementGranted, ExchangeAction.AgreementRequested,
                ExchangeAction.AgreementResumed, ExchangeAction.AgreementSuspended],
            (await Get<ExchangeEvents>().OfSystemAsync(made.SystemId, 10, default)).Select(done => done.Action)
                .Where(action => action >= ExchangeAction.AgreementRequested).OrderBy(action => action.ToString(), StringComparer.Ordinal));
    }

    [EngineFact]
    public async Task Core_data_takes_two_people_and_nobody_approves_what_they_asked_for()
    {
        var order = await OrderAsync("core");
        var review = Get<ReviewAgreement>();
        var own = (await Get<RequestAgreement>().RunAsync(Office, order, default)).Value!;

        Assert.Equal("agreement.not-yours", Code(await review.ApproveAsync(Office, own.Id, default)));
        var first = (await review.ApproveAsync(Steward, own.Id, default)).Value!;
        Assert.Equal((AgreementState.Requested, Steward.AccountId), (first.State, first.FirstApproval!.AccountId));
        Assert.Equal("agreement.same-approver", Code(await review.ApproveAsync(Steward, own.Id, default)));
        Assert.Equal("agreement.own-request", Code(await review.ApproveAsync(Office, own.Id, default)));
        Assert.Null(await Get<AgreementStore>().FindGrantedAsync(
            own.SystemId, own.ServiceId, null, Time.Today(), default));
        var second = (await review.ApproveAsync(Second, own.Id, default)).Value!;
        Assert.Equal((AgreementState.Granted, Second.AccountId), (second.State, second.Decision!.AccountId));
        Assert.Equal(second, (await Get<AgreementStore>().FindAsync(own.Id, default))! with { Terms = second.Terms });
    }

    [EngineFact]
    public async Task A_refusal_names_the_law_and_what_was_refused_stays_refused()
    {
        var made = (await Get<RequestAgreement>().RunAsync(Office, await OrderAsync("shared"), default)).Value!;
        var review = Get<ReviewAgreement>();

        var incomplete = await review.RefuseAsync(Steward, made.Id, "", null, default);
        Assert.Equal(["standing.reason-missing", "agreement.citation-missing"], incomplete.Problems.Select(problem => problem.Code));
        Assert.True((await review.RefuseAsync(Steward, made.Id, "Không đúng mục đích", "Luật 91/2025/QH15, Điều 3", default)).IsDone);

        Assert.Equal("agreement.state", Code(await review.ApproveAsync(Steward, made.Id, default)));
        Assert.Equal("agreement.state", Code(await Get<StopAgreement>().EndAsync(Steward, made.Id, "x", default)));
        Assert.Equal("agreement.state", Code(await Get<RequestAgreement>().RenewAsync(Office, made.Id, new(), default)));
        Assert.Equal("Luật 91/2025/QH15, Điều 3", (await Get<AgreementStore>().FindAsync(made.Id, default))!.Citation);
    }

    [EngineFact]
    public async Task Every_problem_of_a_request_is_told_at_once()
    {
        var order = await OrderAsync("shared");
        var refused = await Get<RequestAgreement>().RunAsync(
            Office, order with
            {
                Purpose = " ", LegalBasis = null, Fields = ["no", "nothing", "phone", "illness"], Condition = "communes=eq.1&no=eq.mot",
                QuotaPerDay = 0, RatePerMinute = -1, HoursFrom = "7h", HoursTo = "17:00", ValidTo = new(2020, 1, 1),
            }, default);

        Assert.Equal(
            ["agreement.calls-invalid", "agreement.calls-invalid", "agreement.dates-invalid", "agreement.field-hidden",
                "agreement.field-unknown", "agreement.hours-invalid", "agreement.legal-basis-missing", "agreement.purpose-missing"],
            refused.Problems.Where(problem => problem.Field != "condition").Select(problem => problem.Code).Order());
        Assert.Equal(2, refused.Problems.Count(problem => problem.Field == "condition"));
        foreach (var condition in new[] { "sort=no", "commune=eq.1&limit=5", "q=x", "&" })
        {
            Assert.Equal("agreement.condition-only", Code(await Get<RequestAgreement>().RunAsync(Office, order with { Condition = condition }, default)));
        }
    }

    [EngineFact]
    public async Task A_partner_does_not_ask_for_sensitive_data_nor_anybody_for_a_draft()
    {
        var order = await OrderAsync("shared");
        var partner = (await Get<RegisterMember>().RunAsync(Office, new(Class: "COM", Code: "DN", Name: "Doanh nghiệp"), default)).Value!;
        var system = (await Get<RegisterSystem>().RunAsync(Office, partner.Id, Order("hoa-don"), default)).Value!;
        var draft = (await Get<DraftServiceVersion>().RunAsync(Office, new("wells"), default)).Value!;

        Assert.Equal("agreement.field-hidden", Code(await Get<RequestAgreement>().RunAsync(
            Office, order with { System = system.Id, Fields = ["no", "illness"] }, default)));
        Assert.True((await Get<RequestAgreement>().RunAsync(Office, order with { System = system.Id, Fields = ["no", "keeper"] }, default)).IsDone);
        Assert.Equal("agreement.not-yours", Code(await Get<RequestAgreement>().RunAsync(Steward, order with { System = system.Id }, default)));
        Assert.Equal("agreement.not-offered", Code(await Get<RequestAgreement>().RunAsync(Office, order with { Service = draft.Id }, default)));
        Assert.True((await Get<RequestAgreement>().RunAsync(Office, order with { Service = Guid.NewGuid() }, default)).IsMissing);
    }

    [EngineFact]
    public async Task It_expires_by_itself_and_a_renewal_names_it()
    {
        var made = (await Get<RequestAgreement>().RunAsync(Office, await OrderAsync("shared"), default)).Value!;
        await Get<ReviewAgreement>().ApproveAsync(Steward, made.Id, default);
        var soon = (await Get<RequestAgreement>().RenewAsync(Office, made.Id, new(ValidTo: made.Terms.ValidTo.AddDays(30)), default)).Value!;
        Assert.Equal((made.Id, made.Terms.ValidTo.AddDays(1), made.Terms.Purpose), (soon.RenewsId, soon.Terms.ValidFrom, soon.Terms.Purpose));

        Time.Pass(TimeSpan.FromDays(40));
        var today = Time.Today();

        Assert.Equal(AgreementState.Expired, (await Get<AgreementStore>().FindAsync(made.Id, default))!.StateOn(today));
        Assert.True((await Get<AgreementStore>().FindAsync(soon.Id, default))!.IsOverdueOn(today));
        Assert.Equal("agreement.state", Code(await Get<StopAgreement>().SuspendAsync(Steward, made.Id, "x", default)));
        var late = (await Get<RequestAgreement>().RenewAsync(Office, made.Id, new(ValidTo: today.AddDays(5)), default)).Value!;
        Assert.Equal(today, late.Terms.ValidFrom);
        Time.Pass(TimeSpan.FromDays(6));
        Assert.Equal("agreement.over", Code(await Get<ReviewAgreement>().ApproveAsync(Steward, late.Id, default)));
    }

    [EngineFact]
    public async Task Two_deeds_at_once_leave_one()
    {
        var made = (await Get<RequestAgreement>().RunAsync(Office, await OrderAsync("shared"), default)).Value!;
        var store = Get<AgreementStore>();
        var read = (await store.FindAsync(made.Id, default))!;
        await Get<ReviewAgreement>().RefuseAsync(Steward, made.Id, "Không đủ căn cứ", "Điều 3", default);
        var late = ExchangeEvent.By(Second, Time.GetUtcNow(), ExchangeAction.AgreementGranted, Guid.NewGuid(), made.SystemId);

        Assert.False(await store.ChangeAsync(read with { State = AgreementState.Granted }, late, default));

        Assert.Equal(AgreementState.Refused, (await store.FindAsync(made.Id, default))!.State);
        Assert.DoesNotContain(await Get<ExchangeEvents>().OfSystemAsync(made.SystemId, 10, default), done => done.Id == late.Id);
    }

    /// <summary>A request for a published service of a dataset of the class, by a system of the agency itself.</summary>
    private async Task<AgreementOrder> OrderAsync(string classification)
    {
        await DatasetAsync("wells", classification);
        var system = await SystemAsync();
        var service = (await Get<DraftServiceVersion>().RunAsync(Steward, new("wells"), default)).Value!;
        await Get<ChangeServiceState>().RunAsync(Office, service.Id, ServiceState.Published, default);
        return new(
            system.Id, service.Id, "Cấp phép khoan", "Luật Tài nguyên nước, Điều 52", ["no", "keeper"], "commune=eq.23560", 1000, 60,
            "07:30", "17:00", null, Time.Today().AddDays(30), true, false);
    }

    private static string Code<T>(Outcome<T> outcome) => Assert.Single(outcome.Problems).Code;
}

public sealed class SqliteAgreementTests() : AgreementTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresAgreementTests(PostgresFixture postgres) : AgreementTests(postgres);
