using System.Security.Cryptography;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Store.Exchange;

public abstract class WebhookTests(IRecordsEngine engine) : ExchangeTests(engine)
{
    private static readonly DeliveryAttempt Taken = new(DateTimeOffset.UnixEpoch, TimeSpan.FromMilliseconds(3), 204, null);

    private DeliveryQueue Queue => Get<DeliveryQueue>();

    [EngineFact]
    public async Task Many_nodes_claim_a_subscription_once_and_again_when_its_holder_died()
    {
        var to = await SubscribedAsync();
        await PublishAsync("service.published");

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Queue.ClaimAsync(default)));

        var first = Assert.Single(claims, claim => claim is not null)!;
        Assert.Equal(to.Id, first.Subscription);
        Time.Pass(DeliveryQueue.Lease - TimeSpan.FromSeconds(1));
        Assert.True(await Queue.KeepAsync(first, default));
        Time.Pass(DeliveryQueue.Lease);
        Assert.Null(await Queue.ClaimAsync(default));
        Time.Pass(TimeSpan.FromSeconds(1));
        var next = (await Queue.ClaimAsync(default))!;
        Assert.False(await Queue.KeepAsync(first, default));
        Assert.True(await Queue.KeepAsync(next, default));
        Assert.Equal(0, await Queue.ReleaseAsync(first, default));
        Assert.NotNull(await Queue.NextAsync(next, default));
    }

    [EngineFact]
    public async Task A_delivery_goes_through_its_states_and_comes_back_by_replay()
    {
        var to = await SubscribedAsync();
        await PublishAsync("service.published");
        var claim = (await Queue.ClaimAsync(default))!;
        var delivery = (await Queue.NextAsync(claim, default))!;
        Assert.Equal((0, DeliveryState.Waiting), (delivery.Attempts, delivery.State));

        var failed = Taken with { At = Time.GetUtcNow(), Status = 500, Failure = DeliveryFailure.Refused };
        await RecordAsync(claim, to, delivery, failed);
        Assert.Null(await Queue.NextAsync(claim, default));
        await Queue.ReleaseAsync(claim, default);
        Assert.Null(await Queue.ClaimAsync(default));
        Assert.Equal((1, failed.At), (await FailuresAsync(to)));

        Time.Pass(TimeSpan.FromSeconds(6));
        claim = (await Queue.ClaimAsync(default))!;
        delivery = (await Queue.NextAsync(claim, default))!;
        Assert.Equal(1, delivery.Attempts);
        await RecordAsync(claim, to, delivery, Taken with { At = Time.GetUtcNow() });
        await Queue.ReleaseAsync(claim, default);

        Assert.Equal((0, (DateTimeOffset?)null), await FailuresAsync(to));
        Assert.Equal(new(0, 1, 0), await Get<DeliveryLog>().CountAsync(to.Id, default));
        Assert.Equal([204, 500], (await Get<DeliveryLog>().AttemptsAsync(delivery.Id, default)).Select(one => one.Status!.Value));
        Assert.Equal(204, Assert.Single(await Get<DeliveryLog>().ListAsync(to.Id, DeliveryState.Delivered, 0, 10, default)).Last!.Status);
        Assert.Empty(await Get<DeliveryLog>().ListAsync(to.Id, DeliveryState.Dead, 0, 10, default));
        await Get<OutgoingStore>().ReplayAsync(delivery.Id, default);
        Assert.Equal(delivery.Event, (await Queue.NextAsync((await Queue.ClaimAsync(default))!, default))!.Event);
    }

    [EngineFact]
    public async Task Five_days_without_a_delivery_stop_it_with_an_event_and_a_test_lets_it_go_on()
    {
        var to = await SubscribedAsync();
        await PublishAsync("service.published");
        var claim = (await Queue.ClaimAsync(default))!;
        var delivery = (await Queue.NextAsync(claim, default))!;
        var failed = Taken with { At = Time.GetUtcNow(), Status = null, Failure = DeliveryFailure.TimedOut };
        await RecordAsync(claim, to, delivery, failed);
        await Queue.ReleaseAsync(claim, default);
        Time.Pass(TimeSpan.FromDays(5));

        claim = (await Queue.ClaimAsync(default))!;
        await RecordAsync(claim, (await FindAsync(to)), delivery, failed);
        await Queue.ReleaseAsync(claim, default);

        Assert.Equal((SubscriptionState.Stopped, StopReason.Failing), ((await FindAsync(to)).State, (await FindAsync(to)).Stop));
        Assert.Single(await Get<ExchangeEvents>().OfSystemAsync(to.SystemId, 50, default), done => done.Action == ExchangeAction.SubscriptionStopped);
        Time.Pass(TimeSpan.FromDays(1));
        Assert.Null(await Queue.ClaimAsync(default));
        await PublishAsync("service.published");
        Assert.Equal(1, (await Get<DeliveryLog>().CountAsync(to.Id, default)).All);

        Assert.True(await ActivateAsync(to));
        Assert.False(await ActivateAsync(to));
        Assert.NotNull(await Queue.ClaimAsync(default));
        Assert.Equal(2, await Get<OutgoingStore>().ReplayAsync(await FindAsync(to), to.CreatedAt, false, default));
        Assert.Equal(new(2, 0, 0), await Get<DeliveryLog>().CountAsync(to.Id, default));
    }

    [EngineFact]
    public async Task Nothing_is_sent_while_the_system_is_suspended_and_nothing_is_lost()
    {
        var to = await SubscribedAsync();
        await PublishAsync("service.published");
        await Get<SuspendSystem>().RunAsync(Office, to.SystemId, "Sự cố", default);

        Assert.Null(await Queue.ClaimAsync(default));
        await Get<SuspendSystem>().ActivateAsync(Office, to.SystemId, default);
        Assert.NotNull(await Queue.ClaimAsync(default));
    }

    [EngineFact]
    public async Task Each_is_told_what_it_asked_for_may_know_and_has_not_heard()
    {
        var to = await SubscribedAsync("service.published", "dataset.version", "agreement.granted");
        var (open, closed) = (await DatasetAsync("open_wells", "open"), await DatasetAsync("closed_wells", "shared"));
        await PublishAsync("service.retired");
        await PublishAsync("agreement.granted", system: Guid.NewGuid());
        await PublishAsync("dataset.version", dataset: closed.Name);
        Assert.Equal(0, (await Get<DeliveryLog>().CountAsync(to.Id, default)).All);
        await PublishAsync("service.published");
        await PublishAsync("agreement.granted", system: to.SystemId);
        await PublishAsync("dataset.version", dataset: open.Name);
        Assert.Equal(3, (await Get<DeliveryLog>().CountAsync(to.Id, default)).All);

        var changed = to with { Datasets = ["another"] };
        await Get<SubscriptionStore>().ChangeAsync(changed, Done(ExchangeAction.SubscriptionChanged, to), default);
        await PublishAsync("dataset.version", dataset: open.Name);
        Assert.Equal(3, (await Get<DeliveryLog>().CountAsync(to.Id, default)).All);
        await PublishAsync("service.published", once: "the same");
        await PublishAsync("service.published", once: "the same");
        Assert.Equal(4, (await Get<DeliveryLog>().CountAsync(to.Id, default)).All);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Database.WriteAsync(
            session => new OutgoingEvent("x", Time.GetUtcNow(), "/", new Dictionary<string, object?> { ["x"] = new string('x', 20_000) })
                .PublishAsync(session, default), default));
    }

    [EngineFact]
    public async Task What_is_done_to_services_and_agreements_is_told_with_the_deed_and_expiry_by_the_calendar()
    {
        var to = await SubscribedAsync(
            "service.published", "service.retired", "agreement.granted", "agreement.suspended", "agreement.ended", "agreement.expiring");
        await DatasetAsync("wells", "shared");
        var draft = (await Get<DraftServiceVersion>().RunAsync(Office, new("wells", "bo-di"), default)).Value!;
        await Get<ChangeServiceState>().RunAsync(Office, draft.Id, ServiceState.Retired, default);
        var service = (await Get<DraftServiceVersion>().RunAsync(Office, new("wells"), default)).Value!;
        await Get<ChangeServiceState>().RunAsync(Office, service.Id, ServiceState.Published, default);
        Assert.Equal(["service.published"], await ToldAsync(to));

        var days = Time.Today();
        var agreement = (await Get<RequestAgreement>().RunAsync(
            Office, new(to.SystemId, service.Id, "Cấp nước", "Luật", ["no"], ValidTo: days.AddDays(40)), default)).Value!;
        await Get<ReviewAgreement>().ApproveAsync(Steward, agreement.Id, default);
        await Get<StopAgreement>().SuspendAsync(Steward, agreement.Id, "Thử", default);
        await Get<StopAgreement>().ResumeAsync(Steward, agreement.Id, default);
        Assert.Equal(["agreement.granted", "agreement.suspended", "service.published"], await ToldAsync(to));

        await Database.WriteAsync(session => new OutgoingEvent(
            "dataset.version", Time.GetUtcNow(), "/", new Dictionary<string, object?>()) { Dataset = "wells" }.PublishAsync(session, default), default);
        await Get<SubscriptionStore>().ChangeAsync(
            to with { Types = ["dataset.version", .. to.Types] }, Done(ExchangeAction.SubscriptionChanged, to), default);
        Assert.Contains("dataset.version", await ToldAsync(to));

        await EndingAsync(9);
        Assert.DoesNotContain("agreement.expiring", await ToldAsync(to));
        await EndingAsync(1);
        await EndingAsync(0);
        await EndingAsync(22);
        Assert.Single(await ToldAsync(to), "agreement.expiring");
        await EndingAsync(1);
        Assert.Equal(2, (await ToldAsync(to)).Count(type => type == "agreement.expiring"));
        await EndingAsync(8);
        await EndingAsync(2);
        Assert.Single(await ToldAsync(to), "agreement.ended");
    }

    [EngineFact]
    public async Task Secrets_are_encrypted_and_go_over_into_one_another()
    {
        var to = await SubscribedAsync();
        var store = Get<SubscriptionStore>();
        var first = await store.SecretsAsync(to.Id, default);
        var kept = await Database.FindAsync(new("select secret from exchange_subscription"), row => row.Text("secret"), default);
        Assert.DoesNotContain(first!.Secret, kept, StringComparison.Ordinal);

        var rotated = (await Get<KeepSubscription>().RotateAsync(new(Steward), to.SystemId, to.Id, 24, default)).Value!;

        Assert.Equal([rotated.Secret, first.Secret], (await store.SecretsAsync(to.Id, default))!.At(Time.GetUtcNow()));
        Time.Pass(TimeSpan.FromHours(24));
        Assert.Equal([rotated.Secret], (await store.SecretsAsync(to.Id, default))!.At(Time.GetUtcNow()));
        await Database.ExecuteAsync(new("update exchange_subscription set secret = 'x'"), default);
        await Assert.ThrowsAsync<CryptographicException>(() => store.SecretsAsync(to.Id, default));
    }

    [EngineFact]
    public async Task After_thirty_days_an_event_is_gone_with_all_that_hangs_on_it_and_a_removal_leaves_nothing()
    {
        var to = await SubscribedAsync();
        await PublishAsync("service.published");
        var claim = (await Queue.ClaimAsync(default))!;
        await RecordAsync(claim, to, (await Queue.NextAsync(claim, default))!, Taken);
        Time.Pass(TimeSpan.FromDays(29));
        await PublishAsync("service.published");
        await Get<DeliveryLog>().ClearAsync(default);
        Assert.Equal(2, (await Get<DeliveryLog>().CountAsync(to.Id, default)).All);
        Time.Pass(TimeSpan.FromDays(1.1));

        await Get<DeliveryLog>().ClearAsync(default);

        Assert.Equal(new(1, 0, 0), await Get<DeliveryLog>().CountAsync(to.Id, default));
        Assert.True((await Get<KeepSubscription>().RemoveAsync(new(Steward), to.SystemId, to.Id, default)).IsDone);
        Assert.Equal(0, await Database.CountAsync(new("select count(*) from exchange_delivery"), default));
        Assert.True((await Get<KeepSubscription>().RemoveAsync(new(Steward), to.SystemId, to.Id, default)).IsMissing);
    }

    [EngineFact]
    public async Task What_is_wrong_with_a_subscription_is_told_at_once()
    {
        var system = await SystemAsync();
        var add = Get<AddSubscription>();

        var refused = await add.RunAsync(new(Office), system.Id, new("http://8.8.8.8/", ["x"], ["nothing"]), default);
        Assert.Equal(
            ["subscription.address-private", "subscription.dataset-unknown", "subscription.events-unknown"],
            refused.Problems.Select(problem => problem.Code).Order());
        Assert.Equal("subsystem.not-yours", Assert.Single((await add.RunAsync(
            new(Office with { Grants = [] }), system.Id, new("http://127.0.0.1/", ["service.published"]), default)).Problems).Code);
        Assert.Equal("subsystem.not-yours", Assert.Single((await add.RunAsync(
            new(Caller.Anonymous, Guid.NewGuid()), system.Id, new("http://127.0.0.1/", ["service.published"]), default)).Problems).Code);
        for (var at = 0; at < 20; at++)
        {
            Assert.True((await add.RunAsync(new(Caller.Anonymous, system.Id), system.Id, new("http://127.0.0.1/", ["service.published"]), default)).IsDone);
        }
        Assert.Equal("subscription.too-many", Assert.Single((await add.RunAsync(
            new(Office), system.Id, new("http://127.0.0.1/", ["service.published"]), default)).Problems).Code);
    }

    private async Task<Subscription> SubscribedAsync(params string[] types)
    {
        var system = await SystemAsync();
        var made = await Get<AddSubscription>().RunAsync(
            new(Steward), system.Id, new("http://127.0.0.1:1/", types is [] ? ["service.published"] : types), default);
        await ActivateAsync(made.Value!.Known.Subscription);
        Time.Pass(TimeSpan.FromSeconds(1));
        return (await Get<SubscriptionStore>().FindAsync(system.Id, made.Value.Known.Subscription.Id, default))!;
    }

    private Task<bool> ActivateAsync(Subscription to) =>
        Get<SubscriptionStore>().ActivateAsync(to.Id, Time.GetUtcNow(), Done(ExchangeAction.SubscriptionActivated, to), default);

    private ExchangeEvent Done(ExchangeAction action, Subscription to) =>
        ExchangeEvent.By(Office, Time.GetUtcNow(), action, Guid.NewGuid(), to.SystemId);

    private async Task PublishAsync(string type, Guid? system = null, string? dataset = null, string? once = null)
    {
        await Database.WriteAsync(session => new OutgoingEvent(type, Time.GetUtcNow(), "/", new Dictionary<string, object?> { ["x"] = 1 })
        {
            System = system, Dataset = dataset, Once = once,
        }.PublishAsync(session, default), default);
        await Get<OutgoingStore>().SpreadAsync(default);
    }

    private async Task RecordAsync(Claim claim, Subscription to, Delivery delivery, DeliveryAttempt attempt)
    {
        var verdict = RetrySchedule.After(new(attempt), delivery.Attempts + 1, to.Failures, to.FailingSince, Time.GetUtcNow(), 0);
        await Queue.RecordAsync(
            claim, delivery, attempt, verdict, verdict.Stop is null ? null : Done(ExchangeAction.SubscriptionStopped, to), default);
    }

    private async Task<Subscription> FindAsync(Subscription to) => (await Get<SubscriptionStore>().FindAsync(to.SystemId, to.Id, default))!;

    private async Task<(int, DateTimeOffset?)> FailuresAsync(Subscription to) =>
        await FindAsync(to) is var now ? (now.Failures, now.FailingSince) : default;

    private async Task EndingAsync(int days)
    {
        Time.Pass(TimeSpan.FromDays(days));
        await Get<TellExpiry>().RunAsync(default);
    }

    private async Task<IReadOnlyList<string>> ToldAsync(Subscription to)
    {
        await Get<OutgoingStore>().SpreadAsync(default);
        return [.. (await Get<DeliveryLog>().ListAsync(to.Id, null, 0, 50, default)).Select(one => one.Event.Type).Order(StringComparer.Ordinal)];
    }
}

public sealed class SqliteWebhookTests() : WebhookTests(new SqliteEngine());

[Collection(PostgresFixture.Name)]
public sealed class PostgresWebhookTests(PostgresFixture postgres) : WebhookTests(postgres);
