using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>An agreement is suspended for a reason and resumed, or ended before its time; a request is withdrawn.</summary>
internal sealed class StopAgreement(AgreementDirectory directory, AgreementStore store, TimeProvider clock)
{
    public Task<Outcome<Agreement>> SuspendAsync(Caller by, Guid id, string? reason, CancellationToken cancellation) =>
        RunAsync(by, id, AgreementDeed.Suspend, reason, cancellation);

    public Task<Outcome<Agreement>> ResumeAsync(Caller by, Guid id, CancellationToken cancellation) =>
        RunAsync(by, id, AgreementDeed.Resume, null, cancellation);

    public Task<Outcome<Agreement>> EndAsync(Caller by, Guid id, string? reason, CancellationToken cancellation) =>
        RunAsync(by, id, AgreementDeed.End, reason, cancellation);

    private async Task<Outcome<Agreement>> RunAsync(
        Caller by, Guid id, AgreementDeed deed, string? reason, CancellationToken cancellation)
    {
        if (await directory.FindAsync(by, id, cancellation) is not { } both)
        {
            return AgreementProblems.Missing(id);
        }
        if (!by.MayDo(both, deed))
        {
            return AgreementProblems.NotYours;
        }
        if (deed != AgreementDeed.Resume && MemberProblems.OfReason(reason) is { } problem)
        {
            return new Refusal(problem);
        }
        var (agreement, now) = (both.Agreement, clock.GetUtcNow());
        if (AgreementStates.After(agreement.StateOn(VietnamTime.DayOf(now)), deed) is not { } state)
        {
            return AgreementProblems.State;
        }
        var next = agreement with { State = state, Reason = deed == AgreementDeed.Resume ? null : reason!.Trim() };
        var done = ExchangeEvent.By(
            by, now, Action(deed), both.Consumer.Member.Id, agreement.SystemId, next.Reason ?? "")
            with { ServiceId = agreement.ServiceId, AgreementId = agreement.Id };
        return await store.ChangeAsync(next, done, cancellation)
            ? next with { Revision = next.Revision + 1 } : AgreementProblems.State;
    }

    private static ExchangeAction Action(AgreementDeed deed) => deed switch
    {
        AgreementDeed.Suspend => ExchangeAction.AgreementSuspended,
        AgreementDeed.Resume => ExchangeAction.AgreementResumed,
        _ => ExchangeAction.AgreementEnded,
    };
}
