using Phusa.Catalog.Contracts;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Reports;

/// <summary>
/// How much of what the catalogue lists is on the exchange. A system of ours counts while it is in use; it is connected when it
/// is registered here under its place in the catalogue and may call. A database is connected with its system, and a dataset
/// when a service of it is offered. The plans want all of them.
/// </summary>
internal sealed record ConnectedShare(
    IReadOnlyList<ConnectedOne> Systems, IReadOnlyList<ConnectedOne> Databases, IReadOnlyList<ConnectedOne> Datasets)
{
    public static double? Share(IReadOnlyList<ConnectedOne> all) =>
        all.Count == 0 ? null : (double)all.Count(one => one.IsConnected) / all.Count;

    public ConnectedShare OfAgency(string agency) => new(
        [.. Systems.Where(one => one.Agency == agency)], [.. Databases.Where(one => one.Agency == agency)],
        [.. Datasets.Where(one => one.Agency == agency)]);
}

/// <param name="IsKnown">Registered here or drafted, though not yet let in or offered.</param>
internal sealed record ConnectedOne(string Name, string Agency, string AgencyName, bool IsConnected, bool IsKnown);

internal sealed class ReadConnectedShare(
    InformationSystems catalogue, Catalog.Contracts.Datasets datasets, SystemStore systems, ServiceStore services, Agencies agencies)
{
    public async Task<ConnectedShare> RunAsync(CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var registered = (await systems.ListAsync(cancellation)).Where(one => one.System.CatalogueId is not null).ToList();
        var known = registered.Select(one => one.System.CatalogueId).ToHashSet();
        var active = registered.Where(one => one.IsActive).Select(one => one.System.CatalogueId).ToHashSet();
        var offers = (await services.ListAsync(cancellation)).ToLookup(one => one.Service.Dataset, one => one.Service);
        ConnectedOne One(string name, string agency, Guid? system) =>
            new(name, agency, NameOf(tree, agency), system is not null && active.Contains(system), system is not null && known.Contains(system));
        return new(
            [
                .. (await catalogue.ListAsync(cancellation)).Where(one => one is { Retirement: null, Agency: not null })
                    .Select(one => One(one.Name, one.Agency!, one.Id)),
            ],
            [
                .. (await catalogue.DatabasesAsync(cancellation)).Where(one => one is { Retirement: null, Agency: not null })
                    .Select(one => One(one.Name, one.Agency!, one.System)),
            ],
            [
                .. (await datasets.ListAsync(cancellation)).Select(one => new ConnectedOne(
                    one.Title.ToString(), one.Agency, NameOf(tree, one.Agency), offers[one.Name].Any(service => service.IsOffered),
                    offers[one.Name].Any())),
            ]);
    }

    public static string NameOf(AgencyTree tree, string code) =>
        tree.Find(code) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn).ToString() : code;
}
