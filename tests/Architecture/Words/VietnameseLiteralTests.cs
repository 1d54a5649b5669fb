using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Words;

/// <summary>What people read stands in the texts, in both languages; code holds no Vietnamese but in tables of rules.</summary>
public sealed partial class VietnameseLiteralTests
{
    /// <summary>Files whose Vietnamese letters are the rule itself: folding, legacy encodings, names of places and periods.</summary>
    private static readonly string[] Tables =
    [
        // Said in both languages at once, on the console, where no language is chosen.
        "src/Host/Demo/DemoPeople.cs",
        // Words for true and false that files use.
        "src/Intake/Staging/Typing.cs",
        // Units as people write them.
        "src/Intake/Loads/Measures.cs",
        "src/Intake/Rejects/NumberMeant.cs",
        // Names of columns of the file that a steward mends: part of a format, the same in both languages.
        "src/Intake/Rejects/Quarantine.cs",
        "src/Kernel/Identifiers/NamedFormats.cs",
        "src/Kernel/Identifiers/RegistrationProvince.cs",
        "src/Kernel/Identifiers/VehiclePlate.cs",
        "src/Kernel/Vietnamese/Folding.cs",
        "src/Kernel/Vietnamese/SyllableScore.cs",
        "src/Kernel/Vietnamese/Tcvn3.cs",
        "src/Kernel/Vietnamese/VietnameseComparer.cs",
        "src/Kernel/Vietnamese/VniReading.cs",
        // Folding in DuckDB, which leaves one letter.
        "src/Quality/Checks/TrendChecks.cs",
        "src/Warehouse/Queries/FilterSql.cs",
    ];

    private static readonly SyntaxKind[] Literals =
    [
        SyntaxKind.StringLiteralToken, SyntaxKind.CharacterLiteralToken, SyntaxKind.InterpolatedStringTextToken,
        SyntaxKind.SingleLineRawStringLiteralToken, SyntaxKind.MultiLineRawStringLiteralToken, SyntaxKind.Utf8StringLiteralToken,
    ];

    [Fact]
    public void Code_holds_no_Vietnamese_but_in_tables_of_rules() =>
        Verdict.Expect(Offences([.. Repository.Code, .. Repository.Components]), Tables);

    [Fact]
    public void Vietnamese_in_code_and_in_a_component_is_found() => Assert.Equal(
        ["src/A/B.cs", "src/A/C.razor"],
        Offences(
        [
            new("src/A/B.cs", "class B { string S = $\"{1} dòng\"; }"), new("src/A/C.razor", "<p>Xin chào</p>"),
            new("src/A/D.cs", "// dòng\nclass D { string S = \"rows\"; }"), new("src/A/E.razor", "@* Xin\nchào *@<!-- chào --><p/>\n@code {\n  /// chào\n}"),
        ]));

    [Fact]
    public void The_name_of_the_product_is_no_text() =>
        Assert.Empty(Offences([new("src/A/B.cs", "class B { string S = \"Phù Sa\"; }")]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        Letter().IsMatch(Said(file).Replace("Phù Sa", "", StringComparison.Ordinal)) ? [file.Path] : []);

    private static string Said(SourceFile file) => file.Name.EndsWith(".razor", StringComparison.Ordinal)
        ? Comment().Replace(file.Text, "")
        : string.Concat(file.Syntax.DescendantTokens().Where(token => Literals.Contains(token.Kind())).Select(token => token.Text));

    [GeneratedRegex("[\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")]
    private static partial Regex Letter();

    [GeneratedRegex(@"@\*[\s\S]*?\*@|<!--[\s\S]*?-->|^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
