using System.Xml.Linq;
using Phusa.Tests.Architecture.Tree;

namespace Phusa.Tests.Architecture.Structure;

/// <summary>Arrows run downstream only: a project references what the table of reaches allows.</summary>
public sealed class ProjectReferenceTests
{
    [Fact]
    public void Projects_reference_only_what_lies_upstream() => Verdict.Expect(Offences(Repository.Files("src", ".csproj")));

    [Fact]
    public void Every_project_of_the_table_exists() => Assert.Equal(
        Reaches.All.Select(reach => reach.Name).Order(),
        Repository.Files("src", ".csproj").Select(file => file.Module).Order());

    [Fact]
    public void The_table_itself_runs_downstream() => Assert.All(Reaches.All.Index(), entry =>
        Assert.All(entry.Item.Uses, above => Assert.Contains(above, Reaches.All.Take(entry.Index).Select(reach => reach.Name))));

    [Fact]
    public void An_arrow_upstream_is_found() => Assert.Equal(
        ["Catalog references Intake"],
        Offences([Project("Catalog", "<ProjectReference Include=\"../Intake/Intake.csproj\" />")]));

    [Fact]
    public void A_project_outside_the_table_is_found() =>
        Assert.Equal(["Maps is not in the table"], Offences([Project("Maps", "")]));

    [Fact]
    public void No_projects_are_refused() => Assert.Throws<EmptySubjectException>(() => Offences([]));

    private static SourceFile Project(string name, string items) =>
        new($"src/{name}/{name}.csproj", $"<Project><ItemGroup>{items}</ItemGroup></Project>");

    private static IReadOnlyList<string> Offences(IReadOnlyList<SourceFile> projects) => Verdict.On(projects, project =>
    {
        var reach = Reaches.All.FirstOrDefault(reach => reach.Name == project.Module);
        return reach is null
            ? [$"{project.Module} is not in the table"]
            : References(project).Except(reach.Uses).Select(other => $"{project.Module} references {other}");
    });

    private static IEnumerable<string> References(SourceFile project) => XDocument.Parse(project.Text)
        .Descendants("ProjectReference")
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
