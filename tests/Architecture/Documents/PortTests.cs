using Microsoft.CodeAnalysis.CSharp.Syntax;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Documents;

/// <summary>
/// What one module offers others to take part in, and every kind of durable job, has a row in
/// <c>docs/reference/events.md</c>.
/// </summary>
public sealed class PortTests
{
    [Fact]
    public void Every_port_and_job_is_documented() =>
        Verdict.Expect(ReferencePage.Differences(Ports(Repository.Code), ReferencePage.Rows("events").Keys));

    [Fact]
    public void Ports_and_job_kinds_are_found() => Assert.Equal(
        ["ICommitListener", "JobHandler", "load.check"],
        Ports(
        [
            new("src/Intake/Contracts/ICommitListener.cs", "public interface ICommitListener;"),
            new("src/Kernel/Jobs/Job.cs", "public abstract class JobHandler { public abstract string Kind { get; } }"),
            new("src/Intake/Loads/LoadJob.cs", "class LoadJob : JobHandler { public override string Kind => \"load.check\"; }"),
            new("src/Intake/Loads/Inner.cs", "interface IInner; abstract class Inner;"),
        ]));

    [Fact]
    public void No_files_are_refused() => Assert.Throws<EmptySubjectException>(() => Ports([]));

    private static IReadOnlyList<string> Ports(IReadOnlyList<SourceFile> files) => Verdict.On(files, file =>
        file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>().SelectMany(type => Names(file, type)));

    private static IEnumerable<string> Names(SourceFile file, TypeDeclarationSyntax type)
    {
        var port = type is InterfaceDeclarationSyntax && file.IsUnder($"src/{file.Module}/Contracts");
        if (port || type.Identifier.Text == "JobHandler")
        {
            yield return type.Identifier.Text;
        }
        if (type.BaseList?.Types.Any(one => one.Type.ToString() == "JobHandler") == true)
        {
            var kind = type.Members.OfType<PropertyDeclarationSyntax>().First(member => member.Identifier.Text == "Kind");
            yield return Kind(type, kind.ExpressionBody!.Expression);
        }
    }

    private static string Kind(TypeDeclarationSyntax type, ExpressionSyntax value) => value switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        IdentifierNameSyntax name => type.DescendantNodes().OfType<VariableDeclaratorSyntax>()
            .Where(variable => variable.Identifier.Text == name.Identifier.Text)
            .Select(variable => Kind(type, variable.Initializer!.Value)).FirstOrDefault(name.ToString()),
        _ => value.ToString(),
    };
}
