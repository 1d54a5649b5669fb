using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

public sealed class ReferencePageTests
{
    [Fact]
    public void Missing_and_stale_rows_are_found() => Assert.Equal(
        ["b is not documented", "c is documented, but is not there"], ReferencePage.Differences(["a", "b"], ["a", "c"]));

    [Fact]
    public void Rows_are_read_from_tables() => Assert.Equal(
        new Dictionary<string, string> { ["a"] = "1", ["b"] = "2" },
        ReferencePage.Rows(new SourceFile("x.md", "| key | default |\n|---|---|\n| `a` | 1 | x |\n| `b` | 2 | y |\n")));

    [Fact]
    public void Nothing_there_is_refused() => Assert.Throws<EmptySubjectException>(() => ReferencePage.Differences([], ["a"]));
}
