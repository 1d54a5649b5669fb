using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.Search;

/// <summary>The values of a dataset by facet, and counting them.</summary>
internal static class FacetsOf
{
    public static IReadOnlyList<string> Values(SearchDocument document, string facet, DateTimeOffset now) => facet switch
    {
        FacetNames.Theme => One(document.Dataset.Theme),
        FacetNames.Agency => One(document.Dataset.Agency),
        FacetNames.Class => One(document.Dataset.Classification.ToString().ToLowerInvariant()),
        FacetNames.Licence => One(document.Dataset.Licence),
        FacetNames.Format => document.Standing.Version is null ? [] : document.HasGeometry ? ["table", "map"] : ["table"],
        FacetNames.Freshness => [Freshness(document, now)],
        FacetNames.Score => [Band(document.Standing.Score)],
        _ => [],
    };

    /// <summary>Whether the document has one of the values chosen of every facet, but for one that is being counted.</summary>
    public static bool Fits(SearchDocument document, SearchRequest request, string? except, DateTimeOffset now)
    {
        foreach (var (facet, chosen) in request.Chosen)
        {
            if (facet != except && chosen.Count > 0 && !Values(document, facet, now).Any(chosen.Contains))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Most frequent first; values chosen are there even when they leave nothing.</summary>
    public static IReadOnlyList<SearchFacet> Count(
        IReadOnlyList<SearchDocument> found, SearchRequest request, DateTimeOffset now) =>
        [.. FacetNames.All.Select(facet =>
        {
            var chosen = request.Chosen.GetValueOrDefault(facet, []);
            var counts = chosen.ToDictionary(value => value, _ => 0L, StringComparer.Ordinal);
            foreach (var document in found)
            {
                if (request.Chosen.Count == 0 || Fits(document, request, facet, now))
                {
                    foreach (var value in Values(document, facet, now))
                    {
                        counts[value] = counts.GetValueOrDefault(value) + 1;
                    }
                }
            }
            return new SearchFacet(facet, [.. counts
                .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new SearchFacetValue(pair.Key, pair.Value, chosen.Contains(pair.Key)))]);
        })];

    private static string[] One(string? value) => string.IsNullOrEmpty(value) ? [] : [value];

    private static string Freshness(SearchDocument document, DateTimeOffset now) => document switch
    {
        { Standing.Version: null } => "empty",
        { DueAt: null } => "unpromised",
        { DueAt: { } due } => now <= due ? "in-time" : "late",
    };

    private static string Band(double? score) => score switch
    {
        null => "unmeasured",
        >= 90 => "90",
        >= 75 => "75",
        >= 50 => "50",
        _ => "0",
    };
}
