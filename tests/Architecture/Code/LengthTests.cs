using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Code;

/// <summary>
/// Files of one concept: 95 of 100 under 200 lines, none over 400 but for at most five with a reason. Methods under 40
/// lines; components under 120.
/// </summary>
public sealed class LengthTests
{
    private const int Long = 200;
    private const int TooLong = 400;
    private const int LongComponent = 120;
    private const int LongMethod = 40;

    /// <summary>At most five, each with its reason in a comment.</summary>
    private static readonly string[] Reasoned = [];

    /// <summary>To be split by whoever next changes them.</summary>
    private static readonly string[] LongMethods =
        ["src/Catalog/Search/SearchDocument.cs: Of", "src/Intake/Reading/CsvShape.cs: Split"];

    [Fact]
    public void No_file_is_too_long() => Verdict.Expect(FilesOver(Repository.Code, TooLong), Reasoned);

    [Fact]
    public void Exceptions_are_few() => Assert.InRange(Reasoned.Length, 0, 5);

    [Fact]
    public void Nearly_all_files_are_short() =>
        Assert.InRange(FilesOver(Repository.Code, Long).Count, 0, Repository.Code.Count / 20);

    [Fact]
    public void Components_are_short() => Verdict.Expect(FilesOver(Repository.Components, LongComponent));

    [Fact]
    public void Methods_are_short() => Verdict.Expect(MethodsOver(Repository.Code, LongMethod), LongMethods);

    [Fact]
    public void A_long_file_and_a_long_method_are_found()
    {
        var body = string.Concat(Enumerable.Repeat("x();\n", LongMethod + 1));
        var file = new SourceFile("src/Intake/Long.cs", $"class Long\n{{\nvoid Run()\n{{\n{body}}}\n}}\n");
        Assert.Equal(["src/Intake/Long.cs"], FilesOver([file], LongMethod));
        Assert.Equal(["src/Intake/Long.cs: Run"], MethodsOver([file], LongMethod));
        Assert.Empty(MethodsOver([file], LongMethod + 5));
    }

    [Fact]
    public void No_files_are_refused()
    {
        Assert.Throws<EmptySubjectException>(() => FilesOver([], Long));
        Assert.Throws<EmptySubjectException>(() => MethodsOver([], LongMethod));
    }

    private static IReadOnlyList<string> FilesOver(IReadOnlyList<SourceFile> files, int most) =>
        Verdict.On(files, file => file.Text.TrimEnd('\n').Split('\n').Length > most ? [file.Path] : []);

    private static IReadOnlyList<string> MethodsOver(IReadOnlyList<SourceFile> files, int most) => Verdict.On(files, file =>
        file.Syntax.DescendantNodes()
            .Where(node => node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax)
            .Where(node => Lines(node) > most)
            .Select(node => $"{file.Path}: {Name(node)}"));

    /// <summary>From the first line of the signature to the closing brace; attributes and comments are not counted.</summary>
    private static int Lines(SyntaxNode node)
    {
        var first = node.ChildTokens().FirstOrDefault().GetLocation().GetLineSpan().StartLinePosition.Line;
        return node.GetLocation().GetLineSpan().EndLinePosition.Line - first + 1;
    }

    private static string Name(SyntaxNode node) => node switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        LocalFunctionStatementSyntax function => function.Identifier.Text,
        _ => "accessor or operator",
    };
}
