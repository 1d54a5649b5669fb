using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>
/// Every problem's code has a row in <c>docs/reference/problems.md</c>. A code is a literal that stands where a problem
/// is made, or right before the text that explains it.
/// </summary>
public sealed partial class ProblemCodeTests
{
    /// <summary>Pairs of a word and a text that are no problems: names of formats and of figures, with their titles.</summary>
    private static readonly string[] OtherPairs =
        ["src/Kernel/Identifiers/NamedFormats.cs", "src/OpenData/Home/CatalogueFigures.cs"];

    /// <summary>Which argument of what makes a problem is its code.</summary>
    private static readonly Dictionary<string, int> Makers = new() { ["Problem"] = 1, ["UnreadableSourceException"] = 0 };

    [Fact]
    public void Every_code_is_documented() =>
        Verdict.Expect(ReferencePage.Differences(Codes(Repository.Code), ReferencePage.Rows("problems").Keys));

    [Fact]
    public void Codes_are_found_however_a_problem_is_made() => Assert.Equal(
        ["a.one", "a.pair", "a.three", "a.two", "b-five", "b-four"],
        Codes([new("src/A/B.cs",
            """
            class B
            {
                Problem One = new Problem("field", "a.one", text);
                (string, Text) Pair = ("a.pair", T.Pair);
                Problem Two = new("other-field", "a.two", T.Two(1));
                void C() { findings.Refuse(path, yes ? "a.three" : "b-four", T.Three); map["no-code"] = T.Other; Say("only-words"); }
                Problem Five = Fail("b-five", near is null ? T.Five : T.Six);
            }
            """)]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Codes([]));

    private static IReadOnlyList<string> Codes(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        file.Syntax.DescendantNodes().SelectMany(node => node switch
        {
            ArgumentListSyntax list => OfArguments(list.Arguments, CodeOf(list.Parent), !OtherPairs.Contains(file.Path)),
            TupleExpressionSyntax tuple => OfArguments(tuple.Arguments, null, true),
            _ => [],
        }));

    private static int? CodeOf(SyntaxNode? creation) =>
        creation is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax type }
            && Makers.TryGetValue(type.Identifier.Text, out var at) ? at : null;

    /// <param name="code">Which argument is a code, whatever follows it.</param>
    /// <param name="pairs">Whether a word before a text is a code.</param>
    private static IEnumerable<string> OfArguments(
        SeparatedSyntaxList<ArgumentSyntax> arguments, int? code, bool pairs)
    {
        for (var at = 0; at < arguments.Count; at++)
        {
            var beforeText = at + 1 < arguments.Count && IsText(arguments[at + 1].Expression);
            if (at == code || (pairs && beforeText))
            {
                foreach (var literal in Literals(arguments[at].Expression).Where(literal => Code().IsMatch(literal)))
                {
                    yield return literal;
                }
            }
        }
    }

    private static IEnumerable<string> Literals(ExpressionSyntax expression) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => [literal.Token.ValueText],
        ConditionalExpressionSyntax choice => Literals(choice.WhenTrue).Concat(Literals(choice.WhenFalse)),
        _ => [],
    };

    private static bool IsText(ExpressionSyntax expression) => expression.DescendantNodesAndSelf()
        .OfType<MemberAccessExpressionSyntax>().Any(access => access.Expression is IdentifierNameSyntax { Identifier.Text: "T" });

    [GeneratedRegex(@"^[a-z][a-z0-9]*([.-][a-z0-9]+)+$")]
    private static partial Regex Code();
}
