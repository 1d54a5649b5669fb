using Phusa.Catalog.Contracts;
using Phusa.Host.Demo.Tables;

namespace Phusa.Host.Demo;

/// <summary>
/// The catalogue of systems and databases, from the list of those that the plans of Gia Lai name. No plan gives security
/// levels, so none is set. Systems of other provinces in the list are not ours.
/// </summary>
internal sealed class DemoSystems(Packs packs, InformationSystems systems)
{
    private const string OurPlans = "GL-";

    public async Task FillAsync(CancellationToken cancellation)
    {
        if ((await systems.ListAsync(cancellation)).Count > 0)
        {
            return;
        }
        foreach (var row in Rows().DistinctBy(row => row.Name))
        {
            var problems = row.Kind switch
            {
                "sector-database" => await SaveAsync(row, DatabaseScope.Sector, cancellation),
                "national-database" => await SaveAsync(row, DatabaseScope.National, cancellation),
                _ => (await systems.SaveAsync(
                    new InformationSystem(Guid.CreateVersion7(), row.Name, row.Agency, Enum.Parse<SystemKind>(row.Kind, ignoreCase: true)),
                    cancellation)).Problems,
            };
            if (problems.Count > 0)
            {
                throw new InvalidDataException($"{row.Name}: {string.Join("; ", problems)}");
            }
        }
    }

    private async Task<IReadOnlyList<Kernel.Outcomes.Problem>> SaveAsync(
        Named row, DatabaseScope scope, CancellationToken cancellation) => (await systems.SaveAsync(
        new InformationDatabase(Guid.CreateVersion7(), row.Name, row.Agency, scope), cancellation)).Problems;

    private IEnumerable<Named> Rows()
    {
        var rows = PackCsv.Read(Path.Combine(packs.Root, "chuyen-doi-so", "information_systems.csv"));
        var column = rows[0].Select((name, at) => (name, at)).ToDictionary(pair => pair.name, pair => pair.at);
        return rows.Skip(1).Where(row => row[column["document"]].StartsWith(OurPlans, StringComparison.Ordinal))
            .Select(row => new Named(
                row[column["name"]], row[column["kind"]], row[column["owner_code"]] is { Length: > 0 } code ? code : null));
    }

    private sealed record Named(string Name, string Kind, string? Agency);
}
