using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Structure;

/// <summary>Every module says in a page what it owns, publishes and never does.</summary>
public sealed class ReadmeTests
{
    private const int MostLines = 40;

    /// <summary>The design system lists all its components, one a line.</summary>
    private static readonly string[] Longer = ["src/Ui/README.md is longer than 40 lines"];

    [Fact]
    public void Every_module_has_a_short_readme() => Verdict.Expect(
        Offences([.. Reaches.All.Select(reach => reach.Name)], Repository.Files("src", "README.md")), Longer);

    [Fact]
    public void A_missing_or_long_readme_is_found() => Assert.Equal(
        ["src/Catalog has no README.md", "src/Intake/README.md is longer than 40 lines"],
        Offences(["Catalog", "Intake"], [new("src/Intake/README.md", string.Concat(Enumerable.Repeat("x\n", 41)))]));

    [Fact]
    public void No_modules_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([], []));

    private static IReadOnlyList<string> Offences(string[] modules, IReadOnlyList<SourceFile> pages) =>
        Verdict.On(modules, module => pages.FirstOrDefault(page => page.Path == $"src/{module}/README.md") switch
        {
            null => [$"src/{module} has no README.md"],
            { } page when Lines(page) > MostLines => [$"{page.Path} is longer than {MostLines} lines"],
            _ => [],
        });

    private static int Lines(SourceFile page) => page.Text.TrimEnd('\n').Split('\n').Length;
}
