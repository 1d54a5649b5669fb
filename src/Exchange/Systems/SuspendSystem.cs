using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Systems;

/// <summary>The data office lets a registered system in, stops it for a reason, and lets it go on.</summary>
internal sealed class SuspendSystem(SystemStore store, TimeProvider clock)
{
    public async Task<Outcome<MemberSystem>> RunAsync(
        Caller by, Guid id, string? reason, CancellationToken cancellation) =>
        MemberProblems.OfReason(reason) is { } problem ? new Refusal(problem)
            : await ChangeAsync(
                by, id, SystemState.Suspended, reason!.Trim(), ExchangeAction.SystemSuspended, cancellation);

    /// <summary>Approves a new system, or ends a suspension.</summary>
    public Task<Outcome<MemberSystem>> ActivateAsync(Caller by, Guid id, CancellationToken cancellation) =>
        ChangeAsync(by, id, SystemState.Active, null, ExchangeAction.SystemActivated, cancellation);

    private async Task<Outcome<MemberSystem>> ChangeAsync(
        Caller by, Guid id, SystemState state, string? reason, ExchangeAction action, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } known)
        {
            return MemberProblems.SystemMissing(id);
        }
        var changed = known.System with { State = state, Reason = reason };
        await store.StandAsync(
            changed, ExchangeEvent.By(by, clock.GetUtcNow(), action, changed.MemberId, id, reason ?? ""), cancellation);
        return changed;
    }
}
