using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.Contracts;
using Phusa.OpenData.Standing;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.Home;

/// <summary>Gathers the home page, and any one of its figures for those who ask why.</summary>
internal sealed class ReadHome(
    DatasetSearch search, Datasets datasets, Sights sights, NameBook names, Standings standings, FrontPage frontPage,
    DatasetFigures figures)
{
    private const int NewestShown = 6;

    public async Task<HomeView> RunAsync(Caller caller, CancellationToken cancellation)
    {
        var visible = await sights.VisibleAsync(caller, cancellation);
        var newest = await search.SearchAsync(new() { Size = NewestShown, IsVisible = visible }, cancellation);
        var book = await names.OpenAsync(cancellation);
        var counts = newest.Facets.Single(facet => facet.Name == FacetNames.Theme).Values
            .ToDictionary(value => value.Value, value => value.Count);
        var searches = await frontPage.SearchesAsync(cancellation);
        return new(
            await CatalogueAsync(visible, cancellation), await figures.AllAsync(cancellation),
            [.. book.Themes.Where(theme => counts.ContainsKey(theme.Code)).Select(theme => (theme, counts[theme.Code]))],
            newest.Hits, searches.Count > 0 ? searches : await KeywordsAsync(visible, cancellation), book);
    }

    public async Task<Figure?> FigureAsync(string key, Caller caller, CancellationToken cancellation)
    {
        var visible = await sights.VisibleAsync(caller, cancellation);
        var all = (await CatalogueAsync(visible, cancellation)).Concat(await figures.AllAsync(cancellation));
        return all.FirstOrDefault(figure => figure.Key == key);
    }

    private async Task<IReadOnlyList<Figure>> CatalogueAsync(Func<Dataset, bool> visible, CancellationToken cancellation) =>
        new CatalogueFigures([.. (await datasets.ListAsync(cancellation)).Where(visible)], standings).All;

    /// <summary>Until the province says what people look for, the keywords that most datasets share.</summary>
    private async Task<IReadOnlyList<Text>> KeywordsAsync(Func<Dataset, bool> visible, CancellationToken cancellation) =>
        [.. (await datasets.ListAsync(cancellation)).Where(visible).SelectMany(dataset => dataset.Keywords)
            .GroupBy(keyword => keyword).OrderByDescending(group => group.Count()).Take(5).Select(group => Text.Same(group.Key))];
}
