using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>
/// Every problem's code has a row in <c>docs/reference/problems.md</c>, and says what it is about before what is wrong:
/// <c>load.not-checked</c>. A code is a literal, or a constant, that stands where a problem is made, or right before the
/// text that explains it.
/// </summary>
public sealed partial class ProblemCodeTests
{
    /// <summary>Pairs of a word and a text that are no problems: names of formats, figures and events, with their titles.</summary>
    private static readonly string[] OtherPairs =
        ["src/Kernel/Identifiers/NamedFormats.cs", "src/OpenData/Home/CatalogueFigures.cs", "src/Exchange/Webhooks/ExchangeEventKinds.cs"];

    /// <summary>Which argument of what makes a problem is its code.</summary>
    private static readonly Dictionary<string, int> Makers = new() { ["Problem"] = 1, ["UnreadableSourceException"] = 0 };

    [Fact]
    public void Every_code_is_documented() =>
        Verdict.Expect(ReferencePage.Differences(Codes(Repository.Code), ReferencePage.Rows("problems").Keys));

    [Fact]
    public void Every_code_is_a_subject_and_what_is_wrong_with_it() => Verdict.Expect(Misshapen(Codes(Repository.Code)));

    [Fact]
    public void A_code_of_another_shape_is_named() =>
        Assert.Equal(["load-failed", "load.row.bad"], Misshapen(["load.failed", "load-failed", "tax-code.check-digit", "load.row.bad"]));

    [Fact]
    public void Codes_are_found_however_a_problem_is_made() => Assert.Equal(
        ["a.constant", "a.one", "a.other", "a.pair", "a.three", "a.two", "b-five", "b-four"],
        Codes([new("src/A/B.cs",
            """
            class B
            {
                Problem One = new Problem("field", "a.one", text);
                (string, Text) Pair = ("a.pair", T.Pair);
                Problem Two = new("other-field", "a.two", T.Two(1));
                void C() { findings.Refuse(path, yes ? "a.three" : "b-four", T.Three); map["no-code"] = T.Other; Say("only-words"); }
                Problem Five = Fail("b-five", near is null ? T.Five : T.Six);
                const string Own = "a.constant", Unused = "a.unused";
                Problem Six = new("field", Own, T.Six), Seven = new("field", Words.Other, T.Seven);
            }
            class Words { const string Other = "a.other"; }
            """)]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Codes([]));

    private static IReadOnlyList<string> Codes(IReadOnlyList<SourceFile> files)
    {
        var constants = files.SelectMany(Constants).ToLookup(one => one.Name, one => one.Value, StringComparer.Ordinal);
        return Verdict.On(files, file => file.Syntax.DescendantNodes().SelectMany(node => node switch
        {
            ArgumentListSyntax list =>
                OfArguments(file, list.Arguments, CodeOf(list.Parent), !OtherPairs.Contains(file.Path), constants),
            TupleExpressionSyntax tuple => OfArguments(file, tuple.Arguments, null, true, constants),
            _ => [],
        }));
    }

    private static IReadOnlyList<string> Misshapen(IReadOnlyList<string> codes) =>
        Verdict.On(codes, code => Shape().IsMatch(code) ? [] : [code]);

    /// <summary>Constants by <c>Type.Name</c>, and within their own file by <c>path Name</c>.</summary>
    private static IEnumerable<(string Name, string Value)> Constants(SourceFile file) => file.Syntax.DescendantNodes()
        .OfType<FieldDeclarationSyntax>().Where(field => field.Modifiers.Any(SyntaxKind.ConstKeyword))
        .SelectMany(field => field.Declaration.Variables, (field, one) => (
            Type: (field.Parent as TypeDeclarationSyntax)?.Identifier.Text, Name: one.Identifier.Text,
            Value: (one.Initializer?.Value as LiteralExpressionSyntax)?.Token.ValueText ?? ""))
        .SelectMany(one => new[] { ($"{one.Type}.{one.Name}", one.Value), ($"{file.Path} {one.Name}", one.Value) });

    private static int? CodeOf(SyntaxNode? creation) =>
        creation is ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax type }
            && Makers.TryGetValue(type.Identifier.Text, out var at) ? at : null;

    /// <param name="code">Which argument is a code, whatever follows it.</param>
    /// <param name="pairs">Whether a word before a text is a code.</param>
    private static IEnumerable<string> OfArguments(
        SourceFile file, SeparatedSyntaxList<ArgumentSyntax> arguments, int? code, bool pairs, ILookup<string, string> constants)
    {
        for (var at = 0; at < arguments.Count; at++)
        {
            var beforeText = at + 1 < arguments.Count && IsText(arguments[at + 1].Expression);
            if (at == code || (pairs && beforeText))
            {
                foreach (var literal in Literals(file, arguments[at].Expression, constants).Where(literal => Code().IsMatch(literal)))
                {
                    yield return literal;
                }
            }
        }
    }

    private static IEnumerable<string> Literals(
        SourceFile file, ExpressionSyntax expression, ILookup<string, string> constants) => expression switch
    {
        LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression) => [literal.Token.ValueText],
        ConditionalExpressionSyntax choice =>
            Literals(file, choice.WhenTrue, constants).Concat(Literals(file, choice.WhenFalse, constants)),
        IdentifierNameSyntax name => constants[$"{file.Path} {name.Identifier.Text}"],
        MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax type } member =>
            constants[$"{type.Identifier.Text}.{member.Name.Identifier.Text}"],
        _ => [],
    };

    private static bool IsText(ExpressionSyntax expression) => expression.DescendantNodesAndSelf()
        .OfType<MemberAccessExpressionSyntax>().Any(access => access.Expression is IdentifierNameSyntax { Identifier.Text: "T" });

    [GeneratedRegex(@"^[a-z][a-z0-9]*([.-][a-z0-9]+)+$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$")]
    private static partial Regex Shape();
}
