using Phusa.Exchange.Agreements;
using Phusa.Exchange.Alerts;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Contracts;

/// <summary>Members, systems, services and agreements, for programs that set a province up. The rules are those of the pages.</summary>
public sealed class ExchangeRegister
{
    private readonly IServiceProvider services;
    private readonly TimeProvider clock;

    internal ExchangeRegister(IServiceProvider services, TimeProvider clock) => (this.services, this.clock) = (services, clock);

    /// <summary>The same register with a clock that stands at that time: what is done with it was done then.</summary>
    public ExchangeRegister At(DateTimeOffset at) => new(services, new StandingClock(at));

    public async Task<bool> AnyAsync(CancellationToken cancellation) =>
        (await services.GetRequiredService<MemberStore>().ListAsync(cancellation)).Count > 0;

    public async Task<bool> AnyServiceAsync(CancellationToken cancellation) =>
        (await services.GetRequiredService<ServiceStore>().ListAsync(cancellation)).Count > 0;

    /// <summary>Ids of all systems by their codes; where members share a code, of one of them.</summary>
    public async Task<IReadOnlyDictionary<string, Guid>> SystemsAsync(CancellationToken cancellation) =>
        (await services.GetRequiredService<SystemStore>().ListAsync(cancellation))
            .DistinctBy(one => one.System.Code).ToDictionary(one => one.System.Code, one => one.System.Id);

    /// <summary>The new member's id.</summary>
    public async Task<Outcome<Guid?>> RegisterAsync(Caller by, MemberOrder order, CancellationToken cancellation) =>
        Id(await Deed<RegisterMember>().RunAsync(by, order, cancellation), member => member.Id);

    /// <summary>The new system's id.</summary>
    /// <param name="by">Needs the data office's role, or that of the agency's steward; to activate, the data office's.</param>
    /// <param name="activate">Whether it may call from the start.</param>
    public async Task<Outcome<Guid?>> RegisterAsync(
        Caller by, Guid member, MemberSystemOrder order, bool activate, CancellationToken cancellation)
    {
        var made = await Deed<RegisterSystem>().RunAsync(by, member, order, cancellation);
        if (activate && made.Value is { } system)
        {
            await Deed<SuspendSystem>().ActivateAsync(by, system.Id, cancellation);
        }
        return Id(made, one => one.Id);
    }

    /// <summary>The new draft's id.</summary>
    public async Task<Outcome<Guid?>> DraftAsync(Caller by, ServiceOrder order, CancellationToken cancellation) =>
        Id(await Deed<DraftServiceVersion>().RunAsync(by, order, cancellation), service => service.Id);

    public Task<Outcome<Guid?>> PublishAsync(Caller by, Guid service, CancellationToken cancellation) =>
        ChangeAsync(by, service, ServiceState.Published, cancellation);

    public Task<Outcome<Guid?>> DeprecateAsync(Caller by, Guid service, CancellationToken cancellation) =>
        ChangeAsync(by, service, ServiceState.Deprecated, cancellation);

    /// <summary>The new request's id.</summary>
    public async Task<Outcome<Guid?>> RequestAsync(Caller by, AgreementOrder order, CancellationToken cancellation) =>
        Id(await Deed<RequestAgreement>().RunAsync(by, order, cancellation), agreement => agreement.Id);

    /// <summary>The id of the request that follows an agreement.</summary>
    public async Task<Outcome<Guid?>> RenewAsync(Caller by, Guid agreement, AgreementOrder order, CancellationToken cancellation) =>
        Id(await Deed<RequestAgreement>().RenewAsync(by, agreement, order, cancellation), one => one.Id);

    /// <summary>Important and core data are granted by the second of two.</summary>
    public async Task<Outcome<Guid?>> ApproveAsync(Caller by, Guid agreement, CancellationToken cancellation) =>
        Id(await Deed<ReviewAgreement>().ApproveAsync(by, agreement, cancellation), one => one.Id);

    public async Task<Outcome<Guid?>> RefuseAsync(
        Caller by, Guid agreement, string reason, string citation, CancellationToken cancellation) =>
        Id(await Deed<ReviewAgreement>().RefuseAsync(by, agreement, reason, citation, cancellation), one => one.Id);

    public async Task<Outcome<Guid?>> SuspendAsync(Caller by, Guid agreement, string reason, CancellationToken cancellation) =>
        Id(await Deed<StopAgreement>().SuspendAsync(by, agreement, reason, cancellation), one => one.Id);

    public async Task<Outcome<Guid?>> EndAsync(Caller by, Guid agreement, string reason, CancellationToken cancellation) =>
        Id(await Deed<StopAgreement>().EndAsync(by, agreement, reason, cancellation), one => one.Id);

    /// <summary>Adds calls to the traffic as if they had been made.</summary>
    public Task CountAsync(IEnumerable<TrafficOrder> calls, CancellationToken cancellation) =>
        new AddTraffic(services.GetRequiredService<TrafficStore>()).RunAsync(calls, cancellation);

    /// <summary>Adds a subscription with its deliveries as if they had been made.</summary>
    public async Task RecallAsync(WebhookOrder order, CancellationToken cancellation)
    {
        var system = await services.GetRequiredService<SystemStore>().FindAsync(order.System, cancellation)
            ?? throw new InvalidOperationException($"There is no system {order.System}");
        await Deed<RecallDeliveries>().RunAsync(order, system.Member.Id, cancellation);
    }

    /// <summary>Opens and closes alerts by what was counted.</summary>
    public Task WatchAsync(CancellationToken cancellation) => Deed<WatchTraffic>().RunAsync(cancellation);

    private async Task<Outcome<Guid?>> ChangeAsync(Caller by, Guid service, ServiceState next, CancellationToken cancellation) =>
        Id(await Deed<ChangeServiceState>().RunAsync(by, service, next, cancellation), one => one.Id);

    private T Deed<T>() => ActivatorUtilities.CreateInstance<T>(services, clock);

    private static Outcome<Guid?> Id<T>(Outcome<T> outcome, Func<T, Guid> id) where T : class =>
        outcome.Value is { } value ? id(value) : new Refusal(outcome.Problems);

    private sealed class StandingClock(DateTimeOffset at) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => at;
    }
}
