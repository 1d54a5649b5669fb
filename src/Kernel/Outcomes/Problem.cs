using Phusa.Kernel.Texts;

namespace Phusa.Kernel.Outcomes;

/// <summary>
/// One thing that is wrong: where (<paramref name="Field"/>, a path or empty for the whole), which
/// (<paramref name="Code"/>, stable, listed in docs/reference/problems.md), and what to say to a person.
/// </summary>
public sealed record Problem(string Field, string Code, Text Message)
{
    public override string ToString() => Field.Length == 0 ? Message.ToString() : $"{Field}: {Message}";
}
