using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Phusa.Tests.Architecture.Tree;

/// <summary>A file of the repository.</summary>
/// <param name="Path">From the root, with slashes.</param>
public sealed record SourceFile(string Path, string Text)
{
    private readonly Lazy<CompilationUnitSyntax> syntax = new(() =>
        CSharpSyntaxTree.ParseText(Text, CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview))
            .GetCompilationUnitRoot());

    public CompilationUnitSyntax Syntax => syntax.Value;

    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>Folder of the project under <c>src/</c>; empty elsewhere.</summary>
    public string Module => Path.Split('/') is ["src", var module, _, ..] ? module : "";

    public bool IsUnder(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);
}
