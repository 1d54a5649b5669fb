using Phusa.Kernel.Texts;

namespace Phusa.Kernel.Outcomes;

/// <summary>
/// One thing that is wrong: where (<paramref name="Field"/>, a path or empty for the whole), which
/// (<paramref name="Code"/>, stable, listed in docs/reference/problems.md), and what to say to a person.
/// </summary>
public sealed record Problem(string Field, string Code, Text Message)
{
    /// <summary>What several say to a person, each once and each a sentence of its own.</summary>
    public static string Together(IEnumerable<Problem> problems)
    {
        var words = problems.Select(problem => problem.Message.ToString()).Distinct().ToList();
        return string.Join(' ', words.Select((word, at) =>
            at == words.Count - 1 || word is [.., '.' or '!' or '?' or ':' or '”' or '…'] ? word : word + "."));
    }

    public override string ToString() => Field.Length == 0 ? Message.ToString() : $"{Field}: {Message}";
}
