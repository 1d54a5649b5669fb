using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Unit.Kernel.Outcomes;

public sealed class ProblemTests
{
    [Theory]
    [InlineData("Một", "Một")]
    [InlineData("Một. Hai? Ba", "Một", "Hai?", "Ba")]
    [InlineData("Một. Hai.", "Một.", "Hai.", "Một.")]
    public void Several_problems_are_sentences_of_their_own(string together, params string[] words) =>
        Assert.Equal(together, Problem.Together(words.Select(word => new Problem("", "x", Text.Same(word)))));
}
