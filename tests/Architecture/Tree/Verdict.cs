namespace Phusa.Tests.Architecture.Tree;

/// <summary>What a rule says of its subject: one line for each offender, naming it.</summary>
internal static class Verdict
{
    /// <exception cref="EmptySubjectException">A rule over nothing holds always and says nothing.</exception>
    public static IReadOnlyList<string> On<T>(IReadOnlyCollection<T> subject, Func<T, IEnumerable<string>> offences) =>
        subject.Count == 0
            ? throw new EmptySubjectException()
            : [.. subject.SelectMany(offences).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>
    /// Passes when the offences are exactly the known ones: a new one fails, and so does a known one that was mended
    /// and must leave the list.
    /// </summary>
    public static void Expect(IReadOnlyList<string> offences, params IReadOnlyList<string> known)
    {
        var added = offences.Except(known).ToList();
        var mended = known.Except(offences).ToList();
        Assert.True(added.Count == 0, $"{added.Count} break the rule:\n  {string.Join("\n  ", added)}");
        Assert.True(mended.Count == 0, $"No longer an exception, take it from the list:\n  {string.Join("\n  ", mended)}");
    }
}

/// <summary>A rule was given nothing to look at.</summary>
internal sealed class EmptySubjectException() : Exception("The rule was given nothing to look at");
