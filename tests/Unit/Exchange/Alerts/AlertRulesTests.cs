using Phusa.Exchange;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Alerts;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Webhooks;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Unit.Exchange.Alerts;

public sealed class AlertRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 3, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Today = new(2026, 3, 20);

    private static readonly Phusa.Exchange.Members.Member Owner =
        new(Guid.NewGuid(), MemberClass.GOV, "H21.15", "H21.15", null, null, MemberState.Active, null, Now);

    private static readonly Service Wells = new(
        Guid.NewGuid(), Owner.Id, "wells", 1, ServiceKind.Dataset, "wells", "Giếng", "Wells", ServiceState.Published, new(99, 100), Now);

    private static readonly SystemOfMember Caller = new(
        new(Guid.NewGuid(), Owner.Id, "mot-cua", "Một cửa", null, 3, new("An", "an@example.vn", null), SystemState.Active, null, Now), Owner);

    private readonly List<CallSeen> calls = [];
    private readonly List<Subscription> stopped = [];
    private readonly List<Agreement> agreements = [Granted(Today.AddDays(200))];

    [Fact]
    public void All_is_well_while_calls_are_answered_in_time()
    {
        Note(19, Call with { Fault = CallFault.Upstream, Status = 502 });
        Assert.Empty(Find());
        Note(400, Call);
        Assert.Empty(Find());
    }

    [Fact]
    public void Failures_beyond_the_share_are_found_and_a_callers_own_mistakes_are_not()
    {
        Note(90, Call);
        Note(100, Call with { Fault = CallFault.Consumer, Status = 404 });
        Note(10, Call with { Fault = CallFault.Exchange, Status = 500 });
        Assert.Empty(Find());

        Note(1, Call with { Fault = CallFault.Upstream, Status = 502 });

        Assert.Equal(new AlertFinding(AlertRule.ErrorShare, Wells.Id, Wells.Id, null, 5.5m, 5), Assert.Single(Find()));
    }

    [Fact]
    public void Answers_later_than_promised_are_found()
    {
        Note(94, Call);
        Note(6, Call with { Milliseconds = 300 });

        var late = Assert.Single(Find());

        Assert.Equal((AlertRule.SlowAnswers, 100m), (late.Rule, late.Bound));
        Assert.InRange(late.Value, 287, 313);
    }

    [Theory]
    [InlineData(79, false)]
    [InlineData(80, true)]
    public void Todays_quota_nearly_used_is_found(int today, bool found)
    {
        Note(today, Call with { Agreement = agreements[0].Id });
        Note(50, Call with { Agreement = agreements[0].Id, At = Now.AddDays(-1) });
        agreements[0] = agreements[0] with { Terms = agreements[0].Terms with { QuotaPerDay = 100 } };

        Assert.Equal(found ? [AlertRule.QuotaUse] : [], Find().Select(one => one.Rule));
    }

    [Fact]
    public void An_agreement_near_its_end_is_found_until_its_renewal_is_granted()
    {
        Note(1, Call);
        agreements.Add(Granted(Today.AddDays(31)));
        agreements.Add(Granted(Today) with { State = AgreementState.Suspended });
        agreements.Add(Granted(Today.AddDays(-1)));
        Assert.Empty(Find());
        var ending = Granted(Today.AddDays(30));
        agreements.Add(ending);
        agreements.Add(Granted(Today.AddDays(300)) with { RenewsId = ending.Id, State = AgreementState.Requested });

        Assert.Equal((AlertRule.AgreementExpires, ending.Id, 30m), Assert.Single(Find()) is var one ? (one.Rule, one.Subject, one.Value) : default);
        agreements[^1] = agreements[^1] with { State = AgreementState.Granted };
        Assert.Empty(Find());
    }

    [Theory]
    [InlineData(6, null)]
    [InlineData(7, 7)]
    [InlineData(29, 29)]
    public void A_service_that_nobody_calls_is_found_by_its_last_call(int days, int? silent)
    {
        Note(1, Call with { At = Now.AddDays(-days) });
        Note(1, Call with { Agreement = null, Status = 403, Fault = CallFault.Consumer });

        Assert.Equal(silent is null ? [] : [(decimal)silent], Find().Select(one => one.Value));
    }

    [Fact]
    public void A_service_that_was_never_called_counts_from_the_grant_and_one_that_nobody_may_call_not_at_all()
    {
        agreements[0] = agreements[0] with { Decision = new(null, "An", Now.AddDays(-6)) };
        Assert.Empty(Find());
        agreements[0] = agreements[0] with { Decision = new(null, "An", Now.AddDays(-60)) };
        Assert.Equal((AlertRule.ServiceSilent, 30m), Assert.Single(Find()) is var one ? (one.Rule, one.Value) : default);
        agreements.Clear();
        Assert.Empty(Find());
    }

    [Fact]
    public void A_subscription_to_which_nothing_came_is_found_and_one_whose_receiver_is_gone_not()
    {
        var failing = new Subscription(
            Guid.NewGuid(), Caller.System.Id, new("https://a.example/"), ["dataset.version"], [], SubscriptionState.Stopped, StopReason.Failing,
            Now.AddDays(-60), "An", Now.AddDays(-60), 40, Now.AddDays(-6));
        Note(1, Call);
        stopped.AddRange([failing, failing with { Id = Guid.NewGuid(), Stop = StopReason.Gone }]);

        Assert.Equal(
            new AlertFinding(AlertRule.SubscriptionStopped, failing.Id, null, Caller.System.Id, 6, 5), Assert.Single(Find()));
    }

    private static CallSeen Call { get; } = new(
        Now, Wells.Id, Caller.System.Id, Guid.NewGuid(), "GET rows", 200, null, CallFault.None, 20, 1, 10, 100);

    private static Agreement Granted(DateOnly validTo) => new(
        Guid.NewGuid(), Caller.System.Id, Wells.Id, null,
        new("x", "x", ["no"], null, null, null, null, Today.AddDays(-400), validTo, false, false), AgreementState.Granted,
        new(null, "An", Now.AddDays(-400)), Today.AddDays(-398), null, new(null, "An", Now.AddDays(-399)), null, null, 1);

    private void Note(int times, CallSeen call) => calls.AddRange(Enumerable.Repeat(call, times));

    private IReadOnlyList<AlertFinding> Find()
    {
        var tally = new TrafficTally();
        calls.ForEach(call => tally.Add(call));
        var hours = tally.Take().Counts;
        var provider = new ServiceOfMember(Wells, Owner);
        var parties = new TrafficParties(
            new Dictionary<Guid, ServiceOfMember> { [Wells.Id] = provider }, new Dictionary<Guid, SystemOfMember> { [Caller.System.Id] = Caller },
            [.. agreements.Select(one => new AgreementOfBoth(one, Caller, provider))], AgencyTree.Empty);
        return new AlertRules(
            parties, [.. hours.Where(row => row.Key.BeginsAt > Now.AddDays(-1))],
            [.. hours.Select(row => KeyValuePair.Create(row.Key.OfDay(), row.Value))], stopped, new ExchangeOptions(), Now).Run();
    }
}
