using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Code;

/// <summary>An interface needs two implementations, unless it is a port in <c>Contracts/</c> for modules downstream.</summary>
public sealed class InterfaceTests
{
    [Fact]
    public void No_interface_has_a_single_implementation() => Verdict.Expect(Offences(Repository.Code));

    [Fact]
    public void An_interface_for_one_class_is_found() => Assert.Equal(
        ["src/Intake/Loads/ILoads.cs: ILoads has 1 implementations"],
        Offences([new("src/Intake/Loads/ILoads.cs", "interface ILoads; class Loads : ILoads;")]));

    [Fact]
    public void Two_implementations_or_a_port_are_fine() => Assert.Empty(Offences(
    [
        new("src/Intake/Loads/ILoads.cs", "interface ILoads<T>; class A : ILoads<int>; record B : X, Y.ILoads<string>;"),
        new("src/Intake/Contracts/IPort.cs", "public interface IPort; class C : IPort;"),
    ]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> files)
    {
        var bases = files.SelectMany(file => file.Syntax.DescendantNodes().OfType<SimpleBaseTypeSyntax>())
            .Select(type => Name(type.Type)).GroupBy(name => name).ToDictionary(group => group.Key, group => group.Count());
        return Verdict.On(files, file => file.IsUnder($"src/{file.Module}/Contracts")
            ? []
            : file.Syntax.DescendantNodes().OfType<InterfaceDeclarationSyntax>()
                .Select(type => (type.Identifier.Text, Count: bases.GetValueOrDefault(type.Identifier.Text)))
                .Where(type => type.Count < 2)
                .Select(type => $"{file.Path}: {type.Text} has {type.Count} implementations"));
    }

    private static string Name(TypeSyntax type) => type switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.Text,
        SimpleNameSyntax simple => simple.Identifier.Text,
        _ => type.ToString(),
    };
}
