using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Security.Audit;

/// <summary>An access as a sentence for the person whose data it was.</summary>
internal static class AccessSentence
{
    public static Text Of(AccessTold told) => Joined(" ", [What(told), Why(told)]);

    /// <summary>What was learned, in a few words.</summary>
    public static Text Of(AccessLearned learned) => learned switch
    {
        AccessLearned.Fields => T.LearnedFields,
        AccessLearned.Asked => T.LearnedAsked,
        AccessLearned.Existence => T.LearnedExistence,
        AccessLearned.Unchanged => T.LearnedUnchanged,
        AccessLearned.Nothing => T.LearnedNothing,
        AccessLearned.Refused => T.LearnedRefused,
        AccessLearned.Failed => T.LearnedFailed,
        AccessLearned.Accesses => T.LearnedAccesses,
        _ => T.LearnedUnknown,
    };

    public static Text Fields(AccessTold told) => Joined(", ", [.. told.Fields.Select(field => field.Title)]);

    /// <summary>Purpose, legal basis, case and consent, as far as they were stated.</summary>
    public static Text Why(AccessTold told)
    {
        List<Text> said = [told.Purpose is { } purpose ? T.WhyPurpose(purpose) : T.WhyNone];
        if (told.LegalBasis is { } basis)
        {
            said.Add(T.WhyBasis(basis));
        }
        if (told.Case is { } file)
        {
            said.Add(T.WhyCase(file));
        }
        if (told.Consent is { } consent)
        {
            said.Add(T.WhyConsent(consent));
        }
        return Joined(" ", said);
    }

    private static Text What(AccessTold told) => told.Learned switch
    {
        AccessLearned.Fields => T.PersonSaw(told.Who, Fields(told), told.What),
        AccessLearned.Asked => T.PersonAsked(told.Who, Fields(told), told.What),
        AccessLearned.Existence => T.PersonAskedExistence(told.Who, told.What),
        AccessLearned.Unchanged => T.PersonAskedAgain(told.Who, told.What),
        AccessLearned.Nothing => T.PersonFoundNothing(told.Who, told.What),
        AccessLearned.Refused => T.PersonRefused(told.Who, told.What),
        AccessLearned.Failed => T.PersonFailed(told.Who, told.What),
        AccessLearned.Accesses => T.PersonLooked(told.Who, told.What),
        _ => T.PersonBegan(told.Who, told.What),
    };

    private static Text Joined(string between, IReadOnlyList<Text> parts) => Text.Pair(
        string.Join(between, parts.Select(part => part.Vi)), string.Join(between, parts.Select(part => part.En)));
}
