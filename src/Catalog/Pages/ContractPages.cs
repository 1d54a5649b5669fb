using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Catalog.Pages;

/// <summary>Every version of a dataset's contract, for whoever may know of the dataset.</summary>
internal static class ContractPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var contract = routes.MapGroup("/datasets/{name}").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        contract.MapGet("contract", ShowAsync).WithName("dataset-contract");
        contract.MapGet("contract.yaml", YamlAsync).WithName("dataset-contract-yaml");
    }

    private static async Task<Results<RazorComponentResult<ContractPage>, NotFound>> ShowAsync(
        HttpContext http, string name, string? version, Datasets datasets, Agencies agencies,
        CancellationToken cancellation)
    {
        if (await FindAsync(http, name, version, datasets, agencies, cancellation) is not { } found)
        {
            return TypedResults.NotFound();
        }
        var versions = await datasets.ContractVersionsAsync(found.Dataset.Id, cancellation);
        var current = await datasets.ContractAsync(found.Dataset.Id, found.Version, cancellation);
        var earlier = versions.Where(other => other < current.Version).ToList();
        var before = earlier.Count == 0
            ? null : await datasets.ContractAsync(found.Dataset.Id, earlier[0].ToString(), cancellation);
        http.Features.Set(new ContractView(
            found.Dataset, found.Version, found.Yaml, versions, before?.Version,
            before is null ? new([]) : ContractDiff.Between(before, current),
            http.Caller().Has(Role.Steward, found.Dataset.Agency)));
        return new RazorComponentResult<ContractPage>();
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> YamlAsync(
        HttpContext http, string name, string? version, Datasets datasets, Agencies agencies,
        CancellationToken cancellation) =>
        await FindAsync(http, name, version, datasets, agencies, cancellation) is { } found
            ? TypedResults.File(
                Encoding.UTF8.GetBytes(found.Yaml), "application/yaml", $"{name}-{found.Version}.contract.yaml")
            : TypedResults.NotFound();

    private static async Task<Found?> FindAsync(
        HttpContext http, string name, string? version, Datasets datasets, Agencies agencies,
        CancellationToken cancellation)
    {
        if (await datasets.FindAsync(name, cancellation) is not { } dataset
            || !AccessDecision.Of(
                new(http.Caller(), dataset.Facts()), await agencies.TreeAsync(cancellation)).DescriptionAllowed)
        {
            return null;
        }
        var asked = version is null ? dataset.ContractVersion
            : ContractVersion.TryParse(version, out var parsed) ? parsed.ToString() : "";
        return await datasets.YamlAsync(dataset.Id, asked, cancellation) is { } yaml ? new(dataset, asked, yaml) : null;
    }

    private sealed record Found(Dataset Dataset, string Version, string Yaml);
}

/// <param name="Before">The version before the one shown.</param>
internal sealed record ContractView(
    Dataset Dataset, string Version, string Yaml, IReadOnlyList<ContractVersion> Versions, ContractVersion? Before,
    ContractDifference Difference, bool MayPropose);
