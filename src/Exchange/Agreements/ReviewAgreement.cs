using Phusa.Catalog.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>
/// The owner grants a request or refuses it with a legal reason. Important and core data take two people who approve,
/// neither of them the one who asked.
/// </summary>
internal sealed class ReviewAgreement(
    AgreementDirectory directory, AgreementStore store, ServiceInterfaces services, TimeProvider clock)
{
    private const int LongestCitation = 300;

    public async Task<Outcome<Agreement>> ApproveAsync(Caller by, Guid id, CancellationToken cancellation)
    {
        if (await directory.FindAsync(by, id, cancellation) is not { } both)
        {
            return AgreementProblems.Missing(id);
        }
        if (WhyNot(by, both, AgreementDeed.Approve) is { } refusal)
        {
            return refusal;
        }
        var (agreement, now) = (both.Agreement, clock.GetUtcNow());
        if (agreement.Terms.ValidTo < VietnamTime.DayOf(now) || !both.Provider.Service.IsOffered)
        {
            return new Refusal(new Problem("validTo", "agreement.over", T.AgreementOver));
        }
        if (agreement.FirstApproval is { } first && first.AccountId == by.AccountId)
        {
            return new Refusal(new Problem("", "agreement.same-approver", T.AgreementSameApprover));
        }
        var isLast = agreement.FirstApproval is not null
            || !NeedsTwo(await services.ClassAsync(both.Provider.Service, cancellation));
        var approval = new DoneBy(by.AccountId, by.Name, now);
        var next = agreement with
        {
            State = AgreementStates.After(agreement.State, AgreementDeed.Approve, isLast)!.Value,
            FirstApproval = isLast ? agreement.FirstApproval : approval, Decision = isLast ? approval : null,
        };
        return await WriteAsync(
            by, both, next, isLast ? ExchangeAction.AgreementGranted : ExchangeAction.AgreementApproved, "", cancellation);
    }

    /// <param name="citation">The law that does not allow it: Decree 194/2025/NĐ-CP shares by default.</param>
    public async Task<Outcome<Agreement>> RefuseAsync(
        Caller by, Guid id, string? reason, string? citation, CancellationToken cancellation)
    {
        if (await directory.FindAsync(by, id, cancellation) is not { } both)
        {
            return AgreementProblems.Missing(id);
        }
        if (WhyNot(by, both, AgreementDeed.Refuse) is { } refusal)
        {
            return refusal;
        }
        var problems = MemberProblems.OfReason(reason) is { } wrong ? [wrong] : new List<Problem>();
        if (citation?.Trim().Length is null or 0 or > LongestCitation)
        {
            problems.Add(new("citation", "agreement.citation-missing", T.AgreementCitationMissing(LongestCitation)));
        }
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var next = both.Agreement with
        {
            State = AgreementState.Refused, Decision = new(by.AccountId, by.Name, clock.GetUtcNow()),
            Reason = reason!.Trim(), Citation = citation!.Trim(),
        };
        return await WriteAsync(by, both, next, ExchangeAction.AgreementRefused, $"{next.Reason} ({next.Citation})", cancellation);
    }

    public static bool NeedsTwo(Classification kind) => kind is Classification.Important or Classification.Core;

    /// <summary>Nobody answers what they asked for themselves; who has no account cannot be told from the one who asked.</summary>
    private static Refusal? WhyNot(Caller by, AgreementOfBoth both, AgreementDeed deed) =>
        !by.MayDo(both, deed) ? AgreementProblems.NotYours
        : AgreementStates.After(both.Agreement.State, deed) is null ? AgreementProblems.State
        : by.AccountId is null || by.AccountId == both.Agreement.Requested.AccountId
            ? new Refusal(new Problem("", "agreement.own-request", T.AgreementOwnRequest))
        : null;

    private async Task<Outcome<Agreement>> WriteAsync(
        Caller by, AgreementOfBoth both, Agreement next, ExchangeAction action, string detail, CancellationToken cancellation)
    {
        var done = ExchangeEvent.By(
            by, clock.GetUtcNow(), action, both.Consumer.Member.Id, next.SystemId, detail)
            with { ServiceId = next.ServiceId, AgreementId = next.Id };
        return await store.ChangeAsync(next, done, cancellation)
            ? next with { Revision = next.Revision + 1 } : AgreementProblems.State;
    }
}
