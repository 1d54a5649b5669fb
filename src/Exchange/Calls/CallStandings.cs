using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Datasets;
using Phusa.Exchange.Events;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Tokens;
using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Periods;

namespace Phusa.Exchange.Calls;

/// <summary>How a caller stands to a service by the register; what is not there is null.</summary>
/// <param name="Consumer">The calling system, as long as it may call at all.</param>
/// <param name="Provider">The service, as long as it is offered.</param>
/// <param name="Agreement">The one by which the consumer may call it.</param>
/// <param name="Behind">The system that calls are forwarded to.</param>
internal sealed record CallStanding(
    SystemOfMember? Consumer, ServiceOfMember? Provider, Agreement? Agreement = null, ServiceUpstream? Behind = null)
{
    /// <summary>X-Road identifiers of both sides; the service's code stands for a subsystem, its version for the service.</summary>
    public string? Client { get; init; }

    public string? Service { get; init; }

    /// <summary>The exchange for whose systems the consumer calls; null where it is one of our own.</summary>
    public string? Represents { get; init; }

    /// <summary>Where there is no agreement in force: the one that is not, or is not yet.</summary>
    public Agreement? Idle { get; init; }

    /// <summary>What of a forwarded answer may leave; null for the whole of it.</summary>
    public MinimisedAnswer? Minimised { get; } = Agreement?.Terms.Fields is { Count: > 0 } fields ? new(fields) : null;

    /// <summary>What of a dataset may leave.</summary>
    public Allowance Allowance { get; } = new(Agreement?.Terms.Fields ?? [], RowCondition.Read(Agreement?.Terms.Condition));
}

/// <summary>
/// Finds how callers stand, and remembers it as long as nothing in the register changes: a call costs no query then.
/// </summary>
internal sealed class CallStandings(
    RegisterRevision revision, TokenHolder holders, ServiceStore services, AgreementStore agreements,
    ServiceUpstreams upstreams, PeerStore peers, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    private const int Most = 10_000;

    /// <summary>After which what time alone changes is seen: a credential that ends, an agreement whose last day is over.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private Memory memory = new(-1, default);

    public async ValueTask<CallStanding> FindAsync(ProvenCaller caller, CallAddress address, CancellationToken cancellation)
    {
        var changes = await revision.CurrentAsync(cancellation);
        var now = clock.GetUtcNow();
        var remembered = Volatile.Read(ref memory);
        if (remembered.Changes != changes || now >= remembered.Until)
        {
            // What is found from here on may be newer than the number, never older.
            Volatile.Write(ref memory, remembered = new(changes, now + Longest));
        }
        var asked = (caller.Credential, caller.Agreement, address);
        if (remembered.Standings.TryGetValue(asked, out var known))
        {
            return known;
        }
        var read = await ReadAsync(caller, address, now, cancellation);
        if (remembered.Standings.Count < Most)
        {
            remembered.Standings[asked] = read;
        }
        return read;
    }

    private async Task<CallStanding> ReadAsync(
        ProvenCaller caller, CallAddress address, DateTimeOffset now, CancellationToken cancellation)
    {
        var consumer = await holders.FindAsync(caller.System, caller.Credential, cancellation);
        var peer = consumer is null ? null : await peers.OfSystemAsync(consumer.System.Id, cancellation);
        if (peer is { IsEnabled: false })
        {
            consumer = null;
        }
        var provider = await FindAsync(address, address.Kind ?? MemberClass.GOV, cancellation)
            ?? (address.Kind is null ? await FindAsync(address, MemberClass.COM, cancellation) : null);
        if (provider is not { Service.IsOffered: true, Owner.IsActive: true })
        {
            return Named(new(consumer, null));
        }
        var agreement = consumer is null ? null
            : await agreements.FindGrantedAsync(
                consumer.System.Id, provider.Service.Id, caller.Agreement, VietnamTime.DayOf(now), cancellation);
        var standing = new CallStanding(
            consumer, provider, agreement,
            agreement is null ? null : await upstreams.FindAsync(provider.Service.Id, cancellation)) { Represents = peer?.Instance };
        return Named(agreement is not null || consumer is null ? standing : standing with
        {
            Idle = await agreements.FindIdleAsync(consumer.System.Id, provider.Service.Id, caller.Agreement, cancellation),
        });
    }

    private Task<ServiceOfMember?> FindAsync(CallAddress address, MemberClass kind, CancellationToken cancellation) =>
        services.FindAsync(kind, address.Member, address.Service, address.Version, cancellation);

    private CallStanding Named(CallStanding standing) => standing with
    {
        Client = standing.Consumer is { } consumer ? consumer.System.XRoadId(options.Value.Instance, consumer.Member) : null,
        Service = standing.Provider?.XRoadId(options.Value.Instance),
    };

    private sealed record Memory(long Changes, DateTimeOffset Until)
    {
        public ConcurrentDictionary<(Guid Credential, Guid? Agreement, CallAddress), CallStanding> Standings { get; } = [];
    }
}
