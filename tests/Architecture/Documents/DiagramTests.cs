using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>The picture of the river in the docs is the one that the table of references makes.</summary>
public sealed class DiagramTests
{
    [Fact]
    public void The_picture_in_the_docs_is_that_of_the_table() =>
        Assert.Equal(Reaches.Diagram(Reaches.All), Drawn(Repository.Read("docs/explanation/architecture.md")));

    [Fact]
    public void An_arrow_that_follows_from_others_is_left_out() => Assert.Equal(
        "flowchart LR\n  A[\"A<br/>a\"]\n  B[\"B<br/>b\"]\n  C[\"C<br/>c\"]\n  A --> B\n  B --> C\n",
        Reaches.Diagram([new("A", "a", []), new("B", "b", ["A"]), new("C", "c", ["A", "B"])]));

    [Fact]
    public void Another_picture_differs() => Assert.NotEqual(
        Reaches.Diagram(Reaches.All), Drawn(new("x.md", "# X\n```mermaid\nflowchart LR\n  A --> B\n```\n")));

    [Fact]
    public void A_page_without_a_picture_is_refused() => Assert.Throws<EmptySubjectException>(() => Drawn(new("x.md", "# X\n")));

    private static string Drawn(SourceFile page)
    {
        const string Opening = "```mermaid\n";
        var start = page.Text.IndexOf(Opening, StringComparison.Ordinal);
        return start < 0
            ? throw new EmptySubjectException()
            : page.Text[(start + Opening.Length)..page.Text.IndexOf("```", start + Opening.Length, StringComparison.Ordinal)];
    }
}
