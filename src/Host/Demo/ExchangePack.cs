namespace Phusa.Host.Demo;

/// <summary>
/// The model province's exchange, as packs/exchange.json tells it. Days are counted back from the day of the set-up;
/// <c>validTo</c> counts forward.
/// </summary>
internal sealed record ExchangePack(
    IReadOnlyList<MemberPack> Members, IReadOnlyList<ServicePack> Services, IReadOnlyList<AgreementPack> Agreements,
    IReadOnlyList<WebhookPack> Webhooks);

/// <summary>An agency by its code, or a partner with its own.</summary>
internal sealed record MemberPack(
    IReadOnlyList<SystemPack> Systems, string? Agency = null, string? Class = null, string? Code = null, string? Name = null);

/// <param name="Active">Whether it was let in; one that was not shows what waiting looks like.</param>
internal sealed record SystemPack(
    string Code, string Name, string ContactName, string ContactEmail, bool Active, int? SecurityLevel = null,
    string? ContactPhone = null);

/// <param name="By">The demo account that drafts it; the data office publishes and deprecates.</param>
/// <param name="State"><c>draft</c>, <c>published</c> or <c>deprecated</c>.</param>
internal sealed record ServicePack(
    string Dataset, string Code, string TitleVi, string TitleEn, string By, decimal? Availability = null, int? AnswerMs = null,
    string State = "published");

/// <param name="By">The demo account that asks.</param>
/// <param name="Ago">Days since then.</param>
/// <param name="Deeds">What became of it, in order.</param>
internal sealed record AgreementPack(
    string System, string Service, string By, double Ago, int ValidTo, string Purpose, string LegalBasis, IReadOnlyList<string> Fields,
    IReadOnlyList<DeedPack> Deeds, string? Condition = null, int? QuotaPerDay = null, int? RatePerMinute = null,
    string? HoursFrom = null, string? HoursTo = null, bool NeedsCase = false, RenewalPack? Renewal = null, CallsPack? Calls = null);

/// <param name="Deed"><c>approve</c>, <c>refuse</c>, <c>suspend</c> or <c>end</c>.</param>
internal sealed record DeedPack(string Deed, string By, double Ago, string? Reason = null, string? Citation = null);

internal sealed record RenewalPack(string By, double Ago, int ValidTo, IReadOnlyList<DeedPack> Deeds);

/// <param name="PerHour">At the busiest.</param>
/// <param name="Milliseconds">Of an ordinary call.</param>
/// <param name="Pattern"><c>office</c> hours, <c>even</c> by day and night, or once a <c>night</c>.</param>
/// <param name="Until">Days since the last call.</param>
/// <param name="Mistakes">Share of calls that the caller makes in vain.</param>
internal sealed record CallsPack(
    double PerHour, string Operation, double Milliseconds, string Pattern, double Until = 0, double Mistakes = 0.015,
    string Mistake = "service.row-missing", int MistakeStatus = 404);

/// <param name="By">The demo account that subscribed.</param>
/// <param name="Ago">Days since then.</param>
/// <param name="Stopped">Days since nothing is sent any more; left out where it goes on.</param>
internal sealed record WebhookPack(
    string System, string Address, IReadOnlyList<string> Types, string By, double Ago, IReadOnlyList<DeliveryPack> Deliveries,
    double? Stopped = null);

/// <param name="Answers">Statuses in turn, 0 for none in time.</param>
internal sealed record DeliveryPack(double Ago, string Dataset, long Version, IReadOnlyList<int> Answers);
