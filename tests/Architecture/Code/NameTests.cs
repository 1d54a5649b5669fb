using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Code;

/// <summary>Types are named after what they are in the glossary; the banned endings fit anything and say nothing.</summary>
public sealed class NameTests
{
    private static readonly string[] Banned =
    [
        "Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Impl", "Base", "Data", "Info", "Dto", "Common",
        "Shared", "Infrastructure",
    ];

    /// <summary>Words of the glossary that end like a banned one.</summary>
    private static readonly string[] Glossary = ["PersonalData", "Service"];

    private static readonly string[] Allowed = [];

    [Fact]
    public void No_type_or_file_has_a_banned_ending() =>
        Verdict.Expect(Offences([.. Repository.Code, .. Repository.Components]), Allowed);

    [Fact]
    public void A_manager_is_found() => Assert.Equal(
        ["src/Intake/LoadManager.cs: LoadManager", "src/Intake/Page.cs: RowInfo"],
        Offences([new("src/Intake/LoadManager.cs", ""), new("src/Intake/Page.cs", "class RowInfo;")]));

    [Fact]
    public void Words_of_the_glossary_are_fine() =>
        Assert.Empty(Offences([new("src/Catalog/Contracts/PersonalData.cs", "public enum PersonalData;")]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        Types(file).Append(Path.GetFileNameWithoutExtension(file.Name))
            .Where(name => !Glossary.Contains(name))
            .Where(name => Array.Exists(Banned, ending => name.EndsWith(ending, StringComparison.Ordinal)))
            .Select(name => $"{file.Path}: {name}"));

    private static IEnumerable<string> Types(SourceFile file) => file.Name.EndsWith(".cs", StringComparison.Ordinal)
        ? file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>().Select(member => member switch
        {
            BaseTypeDeclarationSyntax type => type.Identifier.Text,
            DelegateDeclarationSyntax type => type.Identifier.Text,
            _ => "",
        })
        : [];
}
