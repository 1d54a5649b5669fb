using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Web;

/// <summary>An icon that is not drawn fails the page when shown, so every name is looked up here before.</summary>
public sealed partial class IconTests
{
    private static readonly HashSet<string> Drawn =
        [.. Word().Matches(Repository.Read("src/Ui/Icons/icons.txt").Text).Select(match => match.Value)];

    [Fact]
    public void Every_icon_that_a_page_names_is_drawn() =>
        Verdict.Expect(Offences([.. Repository.Components, .. Repository.Code, .. Repository.Files("packs", ".json")]));

    [Fact]
    public void Icons_of_every_way_to_name_one_are_found() => Assert.Equal(
        ["a.razor: 'no-1'", "a.razor: 'no-2'", "a.razor: 'no-3'", "b.cs: 'no-4'", "c.json: 'no-5'"],
        Offences(
        [
            new("a.razor", """
                <Icon Name="no-1" Size="18" /><Button Icon="check" /><Tag Icon="@(Is ? "x" : "no-2")" />
                @code { private (int A, string Icon) Look => A switch { 1 => (2, "plus"), _ => (3, "no-3") }; }
                """),
            new("b.cs", """class B { object N = new NavigationItem(10, T.Nav, "/elsewhere", "no-4", _ => true); }"""),
            new("c.json", """{"icon": "no-5"}, {"icon": "leaf"}"""),
        ]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        Named(file).Where(name => !Drawn.Contains(name)).Select(name => $"{file.Path}: '{name}'"));

    private static IEnumerable<string> Named(SourceFile file) => Path.GetExtension(file.Path) switch
    {
        ".json" => InData().Matches(file.Text).Select(match => match.Groups[1].Value),
        ".cs" => file.Syntax.DescendantNodes().OfType<ObjectCreationExpressionSyntax>()
            .Where(made => made.Type.ToString() == "NavigationItem")
            .SelectMany(made => Literal().Matches(made.ArgumentList!.Arguments[3].ToString()))
            .Select(match => match.Groups[1].Value),
        _ => InMarkup().Matches(file.Text).Concat(InMember().Matches(file.Text))
            .SelectMany(match => Literal().Matches(match.Value)).Select(match => match.Groups[1].Value),
    };

    [GeneratedRegex("[^\\s]+")]
    private static partial Regex Word();

    [GeneratedRegex("\"([a-z][a-z0-9-]*)\"")]
    private static partial Regex Literal();

    [GeneratedRegex("""(?<=\bIcon=|<Icon Name=)(?:"@\((?:[^()"]|"[^"]*"|\([^()]*\))*\)"|"[^"]*")""")]
    private static partial Regex InMarkup();

    /// <summary>A member that holds an icon and no other text.</summary>
    [GeneratedRegex(@"(?<!\bstring \w+, )\bstring\??\s+Icon(?:Name)?\b[^;{}]*(?:=>[^;]*|\{ get; set; \} = [^;]*)")]
    private static partial Regex InMember();

    [GeneratedRegex("\"icon\"\\s*:\\s*\"([^\"]*)\"")]
    private static partial Regex InData();
}
