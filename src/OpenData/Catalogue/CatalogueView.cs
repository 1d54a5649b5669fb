using Phusa.Catalog.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.Catalogue;

/// <summary>What the catalogue page shows.</summary>
internal sealed record CatalogueView(SearchRequest Request, SearchResults Results, Names Names)
{
    /// <summary>A facet with a single value, the same for all results, helps nobody to choose.</summary>
    public IReadOnlyList<Facet> Facets => [.. Results.Facets
        .Where(facet => facet.Values.Count > 1 || facet.Values.Any(value => value.IsChosen))
        .Select(facet => new Facet(facet.Name, Catalogue.Names.Facet(facet.Name), [.. facet.Values
            .Select(value => new FacetValue(value.Value, Names.Value(facet.Name, value.Value), value.Count, value.IsChosen))]))];

    public SearchOrder Order => Request.Order ?? (Request.Text is null ? SearchOrder.Newest : SearchOrder.Relevance);
}
