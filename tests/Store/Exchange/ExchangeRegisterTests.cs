using Phusa.Exchange.Agreements;
using Phusa.Exchange.Alerts;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Webhooks;

namespace Phusa.Tests.Store.Exchange;

public abstract class ExchangeRegisterTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    [EngineFact]
    public async Task What_is_done_at_an_earlier_time_follows_the_rules_of_that_time()
    {
        var (register, now) = (Get<ExchangeRegister>(), Time.GetUtcNow());
        await DatasetAsync("wells", "important");
        var system = await SystemAsync();
        var (first, today) = (register.At(now.AddDays(-90)), WorkingDays.DayOf(now));
        var service = (await first.DraftAsync(Steward, new("wells"), default)).Value!.Value;
        Assert.True((await first.PublishAsync(Office, service, default)).IsDone);
        var order = new AgreementOrder(system.Id, service, "Cấp phép", "Luật", ["no"], ValidTo: today.AddDays(-10));
        Assert.Contains((await register.RequestAsync(Office, order, default)).Problems, problem => problem.Code == "agreement.dates-invalid");

        var made = (await first.RequestAsync(Office, order, default)).Value!.Value;
        Assert.True((await first.ApproveAsync(Steward, made, default)).IsDone);
        var second = Steward with { AccountId = Guid.NewGuid() };
        Assert.True((await register.At(now.AddDays(-88)).ApproveAsync(second, made, default)).IsDone);
        var renewed = (await register.At(now.AddDays(-20)).RenewAsync(Office, made, new(ValidTo: today.AddDays(100)), default)).Value!.Value;

        var (kept, next) = ((await Get<AgreementStore>().FindAsync(made, default))!, (await Get<AgreementStore>().FindAsync(renewed, default))!);
        Assert.Equal((AgreementState.Expired, now.AddDays(-88)), (kept.StateOn(today), kept.Decision!.At));
        Assert.Equal((AgreementState.Requested, today.AddDays(-9), made), (next.State, next.Terms.ValidFrom, next.RenewsId));
        Assert.True((await register.RefuseAsync(Steward, renewed, "Không còn cần", "Điều 3", default)).IsDone);
        Assert.True((await register.DeprecateAsync(Office, service, default)).IsDone);
        Assert.Equal(system.Id, (await register.SystemsAsync(default))[system.Code]);
    }

    [EngineFact]
    public async Task A_webhook_that_is_told_went_by_the_schedule_and_its_stop_is_an_alert_until_it_goes_on()
    {
        var (register, now) = (Get<ExchangeRegister>(), Time.GetUtcNow());
        var system = await SystemAsync();
        WebhookDeliveryOrder Sent(double ago, params int[] answers) => new(now.AddDays(-ago), "wells", 1, answers);
        await register.RecallAsync(
            new(system.Id, new("https://nhan.example/"), ["dataset.version"], "An", now.AddDays(-60), now.AddDays(-1),
                [Sent(20, 503, 204), Sent(6, [.. Enumerable.Repeat(0, 10)]), Sent(2, [.. Enumerable.Repeat(500, 10)])]), default);

        var made = Assert.Single(await Get<SubscriptionStore>().OfSystemAsync(system.Id, default));
        Assert.Equal((SubscriptionState.Stopped, StopReason.Failing), (made.State, made.Stop));
        Assert.Equal(new(1, 1, 1), await Get<DeliveryLog>().CountAsync(made.Id, default));
        var sent = await Get<DeliveryLog>().ListAsync(made.Id, null, 0, 10, default);
        Assert.Equal([(DeliveryState.Waiting, 7), (DeliveryState.Dead, 10), (DeliveryState.Delivered, 2)], sent.Select(one => (one.State, one.Attempts)));
        Assert.Null(await Get<DeliveryQueue>().ClaimAsync(default));

        await register.WatchAsync(default);
        var alert = Assert.Single(await Get<AlertStore>().OpenAsync(default));
        Assert.Equal((AlertRule.SubscriptionStopped, made.Id, null, system.Id), (alert.Finding.Rule, alert.Finding.Subject, alert.Finding.Service, alert.Finding.System));
        Assert.Single(await Get<ExchangeEvents>().OfSystemAsync(system.Id, 20, default), done => done.Action == ExchangeAction.AlertOpened);
        await Get<SubscriptionStore>().ActivateAsync(made.Id, now, ExchangeEvent.By(Office, now, ExchangeAction.SubscriptionActivated, system.MemberId, system.Id), default);
        await register.WatchAsync(default);
        Assert.Empty(await Get<AlertStore>().OpenAsync(default));
    }

    [EngineFact]
    public async Task Calls_that_are_told_are_counted_and_whose_fault_they_are_follows_from_the_status()
    {
        var (register, at) = (Get<ExchangeRegister>(), Time.GetUtcNow());
        var order = new TrafficOrder(at, Guid.NewGuid(), null, null, "GET rows", 200, null, [5, 7, 900], 2, 100);
        Assert.False(await register.AnyServiceAsync(default));

        await register.CountAsync(
            [order, order with { Status = 404, Problem = "service.row-missing" }, order with { Status = 502 }, order with { Status = 503 }], default);

        var hours = await Get<TrafficHistory>().ListAsync(TrafficSpan.Hour, at.AddHours(-1), at.AddHours(1), default);
        Assert.Equal(
            [("", CallFault.None), ("502", CallFault.Upstream), ("503", CallFault.Exchange), ("service.row-missing", CallFault.Consumer)],
            hours.Select(hour => (hour.Key.Kind, hour.Key.Fault)).OrderBy(one => one.Kind, StringComparer.Ordinal));
        Assert.All(hours, hour => Assert.Equal((3, 912_000, 6_000, 300), (hour.Value.Calls, hour.Value.Microseconds, hour.Value.OwnMicroseconds, hour.Value.AnswerBytes)));
    }
}

public sealed class SqliteExchangeRegisterTests() : ExchangeRegisterTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresExchangeRegisterTests(PostgresFixture postgres) : ExchangeRegisterTests(postgres);
