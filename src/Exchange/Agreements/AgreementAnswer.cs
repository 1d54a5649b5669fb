using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Agreements;

internal sealed record RefusalOrder(string? Reason, string? Citation);

/// <summary>An agreement as programs get it.</summary>
/// <param name="State">As of today: what was granted expires by itself.</param>
/// <param name="AnsweredBy">Who answers the request: the <c>owner</c>'s steward, or the <c>dataOffice</c> in its stead.</param>
/// <param name="Due">The last day for that answer.</param>
/// <param name="Approvers">Who approved so far, in order.</param>
internal sealed record AgreementAnswer(
    Guid Id, Guid System, Guid Service, Guid? Renews, string State, string RequestedBy, DateTimeOffset RequestedAt,
    string AnsweredBy, DateOnly Due, bool IsOverdue, IReadOnlyList<string> Approvers, string? Reason, string? Citation, TermsAnswer Terms)
{
    public static AgreementAnswer Of(AgreementOfBoth both, DateOnly today)
    {
        var agreement = both.Agreement;
        var granted = agreement.State is AgreementState.Refused or AgreementState.Requested ? null : agreement.Decision;
        return new(
            agreement.Id, agreement.SystemId, agreement.ServiceId, agreement.RenewsId,
            Word.Of(agreement.StateOn(today)), agreement.Requested.Name,
            agreement.Requested.At, both.IsAnsweredByOffice ? "dataOffice" : "owner", agreement.DueOn, agreement.IsOverdueOn(today),
            [.. new[] { agreement.FirstApproval, granted }.OfType<DoneBy>().Select(one => one.Name)], agreement.Reason,
            agreement.Citation, TermsAnswer.Of(agreement.Terms));
    }
}

internal sealed record TermsAnswer(
    string Purpose, string LegalBasis, IReadOnlyList<string> Fields, string? Condition, int? QuotaPerDay,
    int? RatePerMinute, TimeOnly? HoursFrom, TimeOnly? HoursTo, DateOnly ValidFrom, DateOnly ValidTo, bool NeedsCase,
    bool NeedsConsent)
{
    public static TermsAnswer Of(AgreementTerms terms) => new(
        terms.Purpose, terms.LegalBasis, terms.Fields, terms.Condition, terms.QuotaPerDay, terms.RatePerMinute,
        terms.Hours?.From, terms.Hours?.To, terms.ValidFrom, terms.ValidTo, terms.NeedsCase, terms.NeedsConsent);
}
