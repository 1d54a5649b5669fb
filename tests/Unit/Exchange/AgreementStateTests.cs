using Microsoft.Extensions.Options;
using Phusa.Exchange;
using Phusa.Exchange.Agreements;

namespace Phusa.Tests.Unit.Exchange;

public sealed class AgreementStateTests
{
    private static readonly (AgreementState From, AgreementDeed Deed, AgreementState To)[] Allowed =
    [
        (AgreementState.Requested, AgreementDeed.Approve, AgreementState.Granted),
        (AgreementState.Requested, AgreementDeed.Refuse, AgreementState.Refused),
        (AgreementState.Requested, AgreementDeed.End, AgreementState.Ended),
        (AgreementState.Granted, AgreementDeed.Suspend, AgreementState.Suspended),
        (AgreementState.Granted, AgreementDeed.End, AgreementState.Ended),
        (AgreementState.Granted, AgreementDeed.Renew, AgreementState.Granted),
        (AgreementState.Suspended, AgreementDeed.Resume, AgreementState.Granted),
        (AgreementState.Suspended, AgreementDeed.End, AgreementState.Ended),
        (AgreementState.Expired, AgreementDeed.Renew, AgreementState.Expired),
    ];

    [Fact]
    public void Every_deed_in_every_state_leads_where_it_should_or_nowhere()
    {
        foreach (var state in Enum.GetValues<AgreementState>())
        {
            foreach (var deed in Enum.GetValues<AgreementDeed>())
            {
                var expected = Allowed.Where(one => one.From == state && one.Deed == deed)
                    .Select(one => (AgreementState?)one.To).FirstOrDefault();
                Assert.True(expected == AgreementStates.After(state, deed), $"{state} {deed}");
            }
        }
    }

    [Fact]
    public void The_first_of_two_approvals_grants_nothing() => Assert.Equal(
        AgreementState.Requested, AgreementStates.After(AgreementState.Requested, AgreementDeed.Approve, isLastApproval: false));

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void What_was_granted_expires_the_day_after_its_last(int daysAfter, bool expires)
    {
        var last = new DateOnly(2026, 12, 31);

        foreach (var state in Enum.GetValues<AgreementState>())
        {
            var mayExpire = state is AgreementState.Granted or AgreementState.Suspended;
            Assert.Equal(mayExpire && expires ? AgreementState.Expired : state, AgreementStates.On(state, last, last.AddDays(daysAfter)));
        }
    }

    [Theory]
    [InlineData("2026-11-23T02:00:00Z", "", "2026-11-25")] // Monday
    [InlineData("2026-11-26T02:00:00Z", "", "2026-11-30")] // Thursday
    [InlineData("2026-11-28T02:00:00Z", "", "2026-12-01")] // Saturday
    [InlineData("2026-11-22T17:30:00Z", "", "2026-11-25")] // Sunday in London, Monday here
    [InlineData("2026-12-31T02:00:00Z", "2027-01-01", "2027-01-05")]
    [InlineData("2026-04-29T02:00:00Z", "", "2026-05-05")] // 30 April, 1 May and a weekend
    [InlineData("2027-04-29T02:00:00Z", "", "2027-05-05")] // 1 May a Saturday, so that Monday is free
    [InlineData("2022-04-29T02:00:00Z", "", "2022-05-05")] // both at a weekend, so that Monday and Tuesday are free
    [InlineData("2027-02-03T02:00:00Z", "2027-02-05, 2027-02-08,2027-02-09", "2027-02-10")]
    public void A_request_is_answered_in_two_working_days(string requested, string holidays, string due)
    {
        var days = new WorkingDays(Options.Create(new ExchangeOptions { Holidays = holidays }));

        Assert.Equal(DateOnly.Parse(due, null), days.Due(DateTimeOffset.Parse(requested, null)));
    }

    [Theory]
    [InlineData("07:30", "17:00", "2026-11-23T00:30:00Z", true)]
    [InlineData("07:30", "17:00", "2026-11-23T10:00:00Z", false)]
    [InlineData("22:00", "05:00", "2026-11-23T20:00:00Z", true)]
    [InlineData("22:00", "05:00", "2026-11-23T05:00:00Z", false)]
    public void Hours_are_those_of_Vietnam_and_may_go_over_midnight(string from, string to, string at, bool isIn)
    {
        var terms = new AgreementTerms(
            "x", "y", ["no"], null, null, null, new(TimeOnly.Parse(from, null), TimeOnly.Parse(to, null)), default, default, false, false);

        Assert.Equal(isIn, terms.IsInHours(DateTimeOffset.Parse(at, null)));
        Assert.True((terms with { Hours = null }).IsInHours(DateTimeOffset.Parse(at, null)));
    }
}
