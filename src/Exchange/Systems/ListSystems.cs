using Phusa.Exchange.Agreements;
using Phusa.Exchange.Members;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Systems;

/// <summary>A system as those who keep it see it among others.</summary>
/// <param name="Due">Null for one that does not wait to be let in.</param>
/// <param name="Granted">Agreements by which it may call.</param>
/// <param name="Requested">Agreements that wait for an answer.</param>
/// <param name="Traffic">Of the last seven days; null without a call.</param>
internal sealed record ListedSystem(
    SystemOfMember Known, string MemberName, SystemDue? Due, int Granted, int Requested, TrafficSum? Traffic)
{
    public MemberSystem System => Known.System;

    public bool IsWaiting => Due is not null;
}

/// <summary>The systems that somebody keeps or watches over, with what became of them.</summary>
internal sealed class ListSystems(
    SystemStore systems, AgreementStore agreements, MemberStore members, Agencies agencies, ReadTraffic traffic, SystemDues dues,
    TimeProvider clock)
{
    /// <summary>Those that wait to be let in first, the longest waiting before the others.</summary>
    public async Task<IReadOnlyList<ListedSystem>> RunAsync(Caller caller, CancellationToken cancellation)
    {
        var (now, tree) = (clock.GetUtcNow(), await agencies.TreeAsync(cancellation));
        var states = (await agreements.ListAsync(cancellation)).ToLookup(one => one.SystemId, one => one.StateOn(VietnamTime.DayOf(now)));
        var sums = (await traffic.RunAsync(caller, new(TrafficPeriod.Of("7d", now)), cancellation)).Systems
            .ToDictionary(one => one.Known.System.Id, one => one.Sum);
        return
        [
            .. (await systems.ListAsync(cancellation)).Where(one => caller.LooksInto(one.Member))
                .Select(one => new ListedSystem(
                    one, MemberDirectory.NameOf(tree, one.Member), dues.Of(one.System),
                    states[one.System.Id].Count(state => state == AgreementState.Granted),
                    states[one.System.Id].Count(state => state == AgreementState.Requested), sums.GetValueOrDefault(one.System.Id)))
                .OrderBy(one => one.IsWaiting ? one.System.CreatedAt : DateTimeOffset.MaxValue),
        ];
    }

    /// <summary>The members at which the caller holds a role that registers systems.</summary>
    public async Task<IReadOnlyList<NamedMember>> MembersAsync(Caller caller, CancellationToken cancellation)
    {
        var (tree, own) = (await agencies.TreeAsync(cancellation), caller.AgenciesAs(Role.Steward, Role.Integrator).ToHashSet());
        return
        [
            .. (await members.ListAsync(cancellation)).Where(entry => own.Contains(entry.Member.Seat))
                .Select(entry => new NamedMember(MemberDirectory.NameOf(tree, entry.Member), entry)),
        ];
    }
}

/// <param name="Own">Members for which the reader registers systems.</param>
internal sealed record SystemsView(
    IReadOnlyList<ListedSystem> Systems, IReadOnlyList<NamedMember> Own, bool Waiting, bool SeesAll, int Page)
{
    public const int Size = 50;

    public int WaitingCount => Systems.Count(one => one.IsWaiting);

    public IReadOnlyList<ListedSystem> Asked => Waiting ? [.. Systems.Where(one => one.IsWaiting)] : Systems;

    public IReadOnlyList<ListedSystem> Shown => [.. Asked.Skip((Page - 1) * Size).Take(Size)];

    /// <summary>Whether the reader's agency has yet to be taken in.</summary>
    public bool IsOutside => Own.Count == 0 && !SeesAll;
}
