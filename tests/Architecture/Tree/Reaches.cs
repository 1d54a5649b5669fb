using System.Globalization;
using System.Text;

namespace Phusa.Tests.Architecture.Tree;

/// <summary>One project of the river.</summary>
/// <param name="Uses">Projects upstream that it may reference.</param>
internal sealed record Reach(string Name, string Holds, string[] Uses);

/// <summary>The river: which project may reference which. The one table; the diagram in the docs is made of it.</summary>
internal static class Reaches
{
    public static readonly IReadOnlyList<Reach> All =
    [
        new("Kernel", "records, jobs, texts, identifiers", []),
        new("Ui", "design system", ["Kernel"]),
        new("Security", "accounts, access decisions", ["Kernel", "Ui"]),
        new("Catalog", "datasets, contracts", ["Kernel", "Ui", "Security"]),
        new("Warehouse", "lake, versions, queries", ["Kernel", "Ui", "Security", "Catalog"]),
        new("Quality", "checks, scores", ["Kernel", "Ui", "Security", "Catalog", "Warehouse"]),
        new("Intake", "reading, loads", ["Kernel", "Ui", "Security", "Catalog", "Warehouse", "Quality"]),
        new("Exchange", "services, agreements, gateway",
            ["Kernel", "Ui", "Security", "Catalog", "Warehouse", "Quality", "Intake"]),
        new("OpenData", "portal, API", ["Kernel", "Ui", "Security", "Catalog", "Warehouse", "Quality", "Intake"]),
        new("Host", "the program",
            ["Kernel", "Ui", "Security", "Catalog", "Warehouse", "Quality", "Intake", "Exchange", "OpenData"]),
    ];

    /// <summary>
    /// The table as a Mermaid diagram. An arrow that follows from others is left out, so that the river can be seen.
    /// </summary>
    public static string Diagram(IReadOnlyList<Reach> reaches)
    {
        var text = new StringBuilder("flowchart LR\n");
        foreach (var reach in reaches)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {reach.Name}[\"{reach.Name}<br/>{reach.Holds}\"]\n");
        }
        foreach (var reach in reaches)
        {
            foreach (var above in reach.Uses.Where(above => !reach.Uses.Any(between => Above(reaches, between).Contains(above))))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {above} --> {reach.Name}\n");
            }
        }
        return text.ToString();
    }

    private static string[] Above(IReadOnlyList<Reach> reaches, string name) =>
        reaches.First(reach => reach.Name == name).Uses;
}
