using Phusa.Exchange.Webhooks;

namespace Phusa.Tests.Unit.Exchange.Webhooks;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static readonly WebhookAnswer Failed = Answer(500);

    [Theory]
    [InlineData(1, "00:00:05")]
    [InlineData(2, "00:05:00")]
    [InlineData(3, "00:30:00")]
    [InlineData(4, "02:00:00")]
    [InlineData(5, "05:00:00")]
    [InlineData(6, "10:00:00")]
    [InlineData(7, "14:00:00")]
    [InlineData(8, "20:00:00")]
    [InlineData(9, "1.00:00:00")]
    public void Each_pause_is_longer_and_no_two_receivers_are_asked_together(int attempts, string pause)
    {
        var least = TimeSpan.Parse(pause, null);

        var (first, last) = (After(Failed, attempts, chance: 0), After(Failed, attempts, chance: 1));

        Assert.Equal((DeliveryState.Waiting, Now + least), (first.State, first.DueAt));
        Assert.Equal(Now + (least * 1.1), last.DueAt);
    }

    [Fact]
    public void The_tenth_failure_is_the_last() => Assert.Equal(DeliveryState.Dead, After(Failed, 10).State);

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    public void What_was_taken_is_done(int status) =>
        Assert.Equal(new(DeliveryState.Delivered, Now, Now, null), After(Answer(status), 10, failures: 50, failingFor: 30));

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 10)]
    [InlineData(5, 160)]
    [InlineData(6, 300)]
    [InlineData(900, 300)]
    public void A_receiver_that_fails_rests_for_longer_each_time(int failures, int seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), After(Failed, 1, failures: failures).RestsUntil);

    [Fact]
    public void Who_asks_for_time_gets_it_but_no_more_than_a_day()
    {
        var hour = After(Failed with { RetryAfter = TimeSpan.FromHours(1) }, 1);
        var year = After(Failed with { RetryAfter = TimeSpan.FromDays(365) }, 1);
        var second = After(Failed with { RetryAfter = TimeSpan.FromSeconds(1) }, 2);

        Assert.Equal((Now.AddHours(1), Now.AddHours(1)), (hour.DueAt, hour.RestsUntil));
        Assert.Equal((Now.AddDays(1), Now.AddDays(1)), (year.DueAt, year.RestsUntil));
        Assert.Equal((Now.AddMinutes(5), Now.AddSeconds(5)), (second.DueAt, second.RestsUntil));
    }

    [Fact]
    public void Who_is_gone_is_stopped_and_what_was_on_its_way_waits() =>
        Assert.Equal((DeliveryState.Waiting, StopReason.Gone), (After(Answer(410), 1).State, After(Answer(410), 1).Stop!.Value));

    [Theory]
    [InlineData(4.9, null)]
    [InlineData(5.0, StopReason.Failing)]
    public void Five_days_without_a_delivery_stop_it(double days, object? stop) =>
        Assert.Equal(stop, After(Failed, 1, failures: 30, failingFor: days).Stop);

    private static Verdict After(WebhookAnswer answer, int attempts, double chance = 0, int failures = 0, double? failingFor = null) =>
        RetrySchedule.After(answer, attempts, failures, failingFor is { } days ? Now.AddDays(-days) : null, Now, chance);

    private static WebhookAnswer Answer(int status) =>
        new(new(Now, TimeSpan.Zero, status, status < 300 ? null : DeliveryFailure.Refused));
}
