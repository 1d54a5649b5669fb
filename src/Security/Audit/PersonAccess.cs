using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Security.Audit;

/// <summary>One time that somebody looked at a person's data, as it is told to that person.</summary>
/// <param name="Seq">Its number in the ledger, by which it is proven.</param>
/// <param name="Dataset">Its name; null for another service's answer.</param>
/// <param name="Fields">As programs name them.</param>
/// <param name="Learned">What was learned, as programs tell it.</param>
/// <param name="Said">In sentences: who saw which fields of what, and why.</param>
internal sealed record PersonAccess(
    long Seq, DateTimeOffset At, Text Who, Text What, string? Dataset, IReadOnlyList<string> Fields,
    IReadOnlyList<Text> FieldTitles, string? Purpose, string? LegalBasis, string? Case, string? Consent,
    AccessLearned Learned, Text Why, Text Said)
{
    public static PersonAccess Of(AccessEntry entry, AccessTold told) => new(
        entry.Seq, entry.At, told.Who, told.What, told.Scope.Dataset, [.. told.Fields.Select(field => field.Name)],
        [.. told.Fields.Select(field => field.Title)], told.Purpose, told.LegalBasis, told.Case, told.Consent, told.Learned,
        AccessSentence.Why(told), AccessSentence.Of(told));
}

/// <summary>Some of the accesses to a person's data, the newest first.</summary>
/// <param name="Next">The number behind which older ones begin; null where there are none.</param>
/// <param name="Withheld">What the person is not told yet; null where nothing is held back.</param>
internal sealed record PersonAccessPage(IReadOnlyList<PersonAccess> Accesses, long? Next, WithheldAccesses? Withheld);

/// <summary>Accesses that the person is not told of yet, by law.</summary>
/// <param name="Until">The last day on which any of them is held back.</param>
internal sealed record WithheldAccesses(int Count, DateOnly Until);
