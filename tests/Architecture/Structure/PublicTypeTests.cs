using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Structure;

/// <summary>
/// A module shows its <c>XModule</c> and its <c>Contracts/</c>. Kernel and Ui are there for the others to use, and so is
/// the DuckDB binding. Razor components are always public and are not looked at.
/// </summary>
public sealed class PublicTypeTests
{
    private static readonly string[] Open = ["src/Kernel", "src/Ui", "src/Warehouse/DuckDb"];

    [Fact]
    public void Only_modules_and_contracts_are_public() => Verdict.Expect(Offences(Repository.Code));

    [Fact]
    public void A_public_store_is_found() => Assert.Equal(
        ["src/Catalog/Datasets/DatasetStore.cs: DatasetStore"],
        Offences([new("src/Catalog/Datasets/DatasetStore.cs", "namespace X; public sealed class DatasetStore { public class Inner; }")]));

    [Fact]
    public void Contracts_may_be_public() =>
        Assert.Empty(Offences([new("src/Catalog/Contracts/Dataset.cs", "namespace X; public sealed record Dataset(int A);")]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        Open.Any(file.IsUnder) || file.IsUnder($"src/{file.Module}/Contracts") || file.Name == $"{file.Module}Module.cs"
            ? []
            : file.Syntax.DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
                .Where(type => type.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax)
                .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword))
                .Select(type => $"{file.Path}: {type.Identifier.Text}"));
}
