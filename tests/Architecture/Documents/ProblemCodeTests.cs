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
    /// <summary>Pairs of a word and a text that are no problems: names of formats and their titles.</summary>
    private static readonly string[] OtherPairs = ["src/Kernel/Identifiers/NamedFormats.cs"];

    [Fact]
    public void Every_code_is_documented() =>
        Verdict.Expect(ReferencePage.Differences(Codes(Repository.Code), ReferencePage.Rows("problems").Keys));

    [Fact]
    public void Codes_are_found_however_a_problem_is_made() => Assert.Equal(
        ["a.one", "a.three", "a.two", "b-four", "b-five"],
        Codes([new("src/A/B.cs",
            """
            class B
            {
                Problem One = new Problem("field", "a.one", text);
                Problem Two = new("other-field", "a.two", T.Two(1));
                void C() { findings.Refuse(path, yes ? "a.three" : "b-four", T.Three); map["no-code"] = T.Other; Say("only-words"); }
                Problem Five = Fail("b-five", near is null ? T.Five : T.Six);
            }
            """)]).OrderBy(code => code[0]).ThenBy(code => code == "b-five"));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Codes([]));

    private static IReadOnlyList<string> Codes(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        OtherPairs.Contains(file.Path)
            ? []
            : file.Syntax.DescendantNodes().OfType<BaseArgumentListSyntax>()
                .Where(list => list is ArgumentListSyntax)
                .SelectMany(OfArguments));

    private static IEnumerable<string> OfArguments(BaseArgumentListSyntax list)
    {
        var arguments = list.Arguments;
        var problem = list.Parent is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "Problem" } };
        for (var at = 0; at < arguments.Count; at++)
        {
            if ((problem && at == 1) || (at + 1 < arguments.Count && IsText(arguments[at + 1].Expression)))
            {
                foreach (var code in Literals(arguments[at].Expression).Where(literal => Code().IsMatch(literal)))
                {
                    yield return code;
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
