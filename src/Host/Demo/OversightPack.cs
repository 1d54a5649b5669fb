namespace Phusa.Host.Demo;

/// <summary>What the model province's auditors and data office look into, as packs/oversight.json tells it; of people who do not exist.</summary>
internal sealed record OversightPack(
    IReadOnlyList<LookPack> Looks, IReadOnlyList<WithholdingPack> Withholdings, IReadOnlyList<ComplaintPack> Complaints);

/// <param name="By">The demo account that looks.</param>
/// <param name="Person">A citizen number of somebody born in the year 2099, and so nobody's.</param>
internal sealed record LookPack(
    string By, string Dataset, string Agency, string Class, IReadOnlyList<string> Fields, string Person, string Purpose);

/// <param name="ConfirmedBy">Null where it waits.</param>
/// <param name="From">Days from the set-up, as <paramref name="To"/>.</param>
internal sealed record WithholdingPack(
    string By, string OrderedBy, string Citation, string Kind, string Object, int From, int To, string? ConfirmedBy = null);

/// <param name="Look">Its place among the looks.</param>
/// <param name="Answer">Null while it is open.</param>
internal sealed record ComplaintPack(
    string By, int Look, string Name, string Contact, string Body, string? Answer = null, string? AnsweredBy = null);
