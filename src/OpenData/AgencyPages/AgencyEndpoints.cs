using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.NotFound;
using Phusa.OpenData.Standing;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.AgencyPages;

/// <summary>An agency with what it has on the portal.</summary>
internal sealed record AgencyEntry(Agency Agency, long Datasets, long Rows, Scores Scores);

internal sealed record AgenciesView(IReadOnlyList<AgencyEntry> Agencies);

/// <summary>One agency: those above and below it, and its datasets.</summary>
internal sealed record AgencyView(
    Agency Agency, IReadOnlyList<Agency> Above, IReadOnlyList<Agency> Below, AgencyEntry Entry, SearchResults Datasets);

/// <summary>Who has data here, and how good it is.</summary>
internal static class AgencyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/agencies").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        pages.MapGet("", ListAsync).WithName("agencies");
        pages.MapGet("{code}", ShowAsync).WithName("agency");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http, ReadAgencies agencies, Shown<AgenciesView> shown, CancellationToken cancellation) =>
        shown.On<AgenciesPage>(new(await agencies.ListAsync(http.Caller(), cancellation)));

    private static async Task<IResult> ShowAsync(
        string code, HttpContext http, ReadAgencies agencies, NameBook book, Shown<AgencyView> shown, Shown<Names> names,
        MissingPage missing, CancellationToken cancellation)
    {
        if (await agencies.FindAsync(code, http.Caller(), cancellation) is not { } view)
        {
            return await missing.ShowAsync(code, cancellation);
        }
        names.Set(await book.OpenAsync(cancellation));
        return shown.On<AgencyPage>(view);
    }
}

/// <summary>Reads agencies with the standing of the datasets that the caller may know of.</summary>
internal sealed class ReadAgencies(
    Agencies agencies, Datasets datasets, DatasetSearch search, Sights sights, Standings standings)
{
    /// <summary>Those that own a dataset, most datasets first.</summary>
    public async Task<IReadOnlyList<AgencyEntry>> ListAsync(Caller caller, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var visible = await sights.VisibleAsync(caller, cancellation);
        var owned = (await datasets.ListAsync(cancellation)).Where(visible).ToLookup(dataset => dataset.Agency);
        return [.. owned.Select(group => Entry(tree.Find(group.Key) ?? Unknown(group.Key), [.. group]))
            .OrderByDescending(entry => entry.Datasets).ThenBy(entry => entry.Agency.Code, StringComparer.Ordinal)];
    }

    public async Task<AgencyView?> FindAsync(string code, Caller caller, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        var visible = await sights.VisibleAsync(caller, cancellation);
        var owned = (await datasets.ListAsync(cancellation)).Where(dataset => dataset.Agency == code && visible(dataset)).ToList();
        if (tree.Find(code) is not { } agency)
        {
            return owned.Count == 0 ? null : new(
                Unknown(code), [], [], Entry(Unknown(code), owned), await OwnAsync(code, visible, cancellation));
        }
        return new(
            agency, [.. tree.Ancestors(code).Reverse()],
            [.. tree.All.Where(other => other.Parent == code).OrderBy(other => other.Code, StringComparer.Ordinal)],
            Entry(agency, owned), await OwnAsync(code, visible, cancellation));
    }

    private Task<SearchResults> OwnAsync(string code, Func<Dataset, bool> visible, CancellationToken cancellation) =>
        search.SearchAsync(new()
        {
            Chosen = new Dictionary<string, IReadOnlyList<string>> { [FacetNames.Agency] = [code] },
            Size = SearchRequest.MostOnPage, IsVisible = visible,
        }, cancellation);

    private AgencyEntry Entry(Agency agency, List<Dataset> owned)
    {
        var served = owned.Select(dataset => standings.Of(dataset.Id)).OfType<Standing.Standing>().ToList();
        return new(agency, owned.Count, served.Sum(one => one.Version.Rows), Petals.Mean([.. served.Select(one => one.Scores)]));
    }

    /// <summary>A dataset may name a code that the tree does not have yet.</summary>
    private static Agency Unknown(string code) => new(code, code, code, code, null, default);
}
