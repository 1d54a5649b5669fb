using System.Text.RegularExpressions;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>Relative links and pictures of every page lead to a file, and to a heading when they name one.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Links_lead_somewhere() => Verdict.Expect(Offences(Repository.Documents, Exists));

    [Fact]
    public void Links_to_nowhere_are_found() => Assert.Equal(
        ["docs/a.md: ../gone.md", "docs/a.md: b.md#nowhere"],
        Offences(
            [
                new("docs/a.md", "[x](../gone.md) [y](b.md) [z](b.md#a-heading) [u](b.md#nowhere) [v](https://a.vn) ![w](#first)\n# First"),
                new("docs/b.md", "## A heading!\n"),
            ],
            path => path is "docs/a.md" or "docs/b.md"));

    [Fact]
    public void No_pages_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([], Exists));

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> pages, Func<string, bool> exists) =>
        Verdict.On(pages, page => Link().Matches(Fence().Replace(page.Text, "")).Select(match => match.Groups[1].Value)
            .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(link => !Leads(page, link, pages, exists)).Select(link => $"{page.Path}: {link}"));

    private static bool Leads(SourceFile from, string link, IReadOnlyList<SourceFile> pages, Func<string, bool> exists)
    {
        var parts = link.Split('#', 2);
        var path = parts[0].Length == 0 ? from.Path
            : Path.GetRelativePath("/", Path.GetFullPath(parts[0], "/" + Path.GetDirectoryName(from.Path))).Replace('\\', '/');
        return exists(path)
            && (parts.Length == 1 || pages.FirstOrDefault(page => page.Path == path) is not { } target || Anchors(target).Contains(parts[1]));
    }

    private static IEnumerable<string> Anchors(SourceFile page) => Heading().Matches(page.Text)
        .Select(match => Mark().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    private static bool Exists(string path) =>
        File.Exists(Path.Combine(Repository.Root, path)) || Directory.Exists(Path.Combine(Repository.Root, path));

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("^```.*?^```|`[^`\n]*`", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Mark();
}
