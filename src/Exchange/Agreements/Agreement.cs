using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;

namespace Phusa.Exchange.Agreements;

/// <summary>Hours of the day in Vietnam's time; those that end before they begin go on over midnight.</summary>
internal sealed record CallHours(TimeOnly From, TimeOnly To)
{
    public bool Contains(TimeOnly time) => time.IsBetween(From, To);
}

/// <summary>What may be called, how, and until when.</summary>
/// <param name="Condition">As in the query of an address; null for every row.</param>
internal sealed record AgreementTerms(
    string Purpose, string LegalBasis, IReadOnlyList<string> Fields, string? Condition, int? QuotaPerDay,
    int? RatePerMinute, CallHours? Hours, DateOnly ValidFrom, DateOnly ValidTo, bool NeedsCase, bool NeedsConsent)
{
    public bool IsValidOn(DateOnly day) => day >= ValidFrom && day <= ValidTo;

    /// <summary>Whether calls are answered at this time of the day.</summary>
    public bool IsInHours(DateTimeOffset at) => Hours is null || Hours.Contains(WorkingDays.TimeOf(at));
}

/// <summary>Who did something, and when.</summary>
internal sealed record DoneBy(Guid? AccountId, string Name, DateTimeOffset At);

/// <summary>A request for access and what became of it.</summary>
/// <param name="State">As it was last written; see <see cref="StateOn"/>.</param>
/// <param name="DueOn">The last day on which the owner may answer.</param>
/// <param name="FirstApproval">Of two that important and core data need; null where one is enough or none was given.</param>
/// <param name="Decision">The grant or refusal.</param>
/// <param name="Reason">Why it was refused, suspended or ended.</param>
/// <param name="Citation">The law by which it was refused.</param>
internal sealed record Agreement(
    Guid Id, Guid SystemId, Guid ServiceId, Guid? RenewsId, AgreementTerms Terms, AgreementState State, DoneBy Requested,
    DateOnly DueOn, DoneBy? FirstApproval, DoneBy? Decision, string? Reason, string? Citation, long Revision)
{
    public AgreementState StateOn(DateOnly day) => AgreementStates.On(State, Terms.ValidTo, day);

    /// <summary>Whether one person has approved and another must.</summary>
    public bool WaitsForSecond => State == AgreementState.Requested && FirstApproval is not null;

    public bool IsOverdueOn(DateOnly day) => State == AgreementState.Requested && day > DueOn;
}

/// <summary>An agreement with both sides.</summary>
internal sealed record AgreementOfBoth(Agreement Agreement, SystemOfMember Consumer, ServiceOfMember Provider)
{
    /// <summary>Whether the owner has no steward here, and the data office answers in its stead.</summary>
    public bool IsAnsweredByOffice => Provider.Owner.Agency is null;
}
