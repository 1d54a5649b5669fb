using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Members;

/// <summary>The data office stops a member with all its systems, and lets it go on. From then on no token is given or honoured.</summary>
internal sealed class SuspendMember(MemberStore store, TimeProvider clock)
{
    public async Task<Outcome<Member>> RunAsync(Caller by, Guid id, string? reason, CancellationToken cancellation) =>
        MemberProblems.OfReason(reason) is { } problem ? new Refusal(problem)
            : await ChangeAsync(
                by, id, MemberState.Suspended, reason!.Trim(), ExchangeAction.MemberSuspended, cancellation);

    public Task<Outcome<Member>> EndAsync(Caller by, Guid id, CancellationToken cancellation) =>
        ChangeAsync(by, id, MemberState.Active, null, ExchangeAction.MemberActivated, cancellation);

    private async Task<Outcome<Member>> ChangeAsync(
        Caller by, Guid id, MemberState state, string? reason, ExchangeAction action, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } member)
        {
            return MemberProblems.Missing(id);
        }
        var changed = member with { State = state, Reason = reason };
        await store.StandAsync(
            changed, ExchangeEvent.By(by, clock.GetUtcNow(), action, id, detail: reason ?? ""), cancellation);
        return changed;
    }
}
