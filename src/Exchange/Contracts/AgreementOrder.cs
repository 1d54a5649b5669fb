namespace Phusa.Exchange.Contracts;

/// <summary>What is asked for in a request for access. Dates and hours are Vietnam's.</summary>
/// <param name="System">The system that is to call.</param>
/// <param name="Service">The service, and thereby its version.</param>
/// <param name="Fields">Of the service's contract; only these leave.</param>
/// <param name="Condition">Only such rows, written as in the query of an address: <c>commune=eq.23560</c>.</param>
/// <param name="QuotaPerDay">Calls; null sets no bound, as for <paramref name="RatePerMinute"/>.</param>
/// <param name="HoursFrom">From when in the day calls are answered, <c>07:30</c>; null for the whole day.</param>
/// <param name="ValidFrom">Today by default.</param>
/// <param name="ValidTo">The last day.</param>
/// <param name="NeedsCase">Every call names the case it is for.</param>
/// <param name="NeedsConsent">Every call refers to the consent of the person it is about.</param>
public sealed record AgreementOrder(
    Guid? System = null, Guid? Service = null, string? Purpose = null, string? LegalBasis = null,
    IReadOnlyList<string>? Fields = null, string? Condition = null, int? QuotaPerDay = null, int? RatePerMinute = null,
    string? HoursFrom = null, string? HoursTo = null, DateOnly? ValidFrom = null, DateOnly? ValidTo = null,
    bool? NeedsCase = null, bool? NeedsConsent = null);
