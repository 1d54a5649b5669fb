using Phusa.Catalog.Contracts;
using Phusa.OpenData.Standing;

namespace Phusa.OpenData.Home;

/// <summary>Figures about the catalogue itself, of the datasets that the caller may know of.</summary>
internal sealed class CatalogueFigures(IReadOnlyList<Dataset> datasets, Standings standings)
{
    public IReadOnlyList<Figure> All => [Open(), Agencies(), Quality(), Rows()];

    private Figure Open()
    {
        var open = Served().Where(part => part.Dataset.Classification == Classification.Open).ToList();
        return new("open-datasets", T.FigureOpen, open.Count, 0, T.FigureOpenHow, open);
    }

    private Figure Agencies()
    {
        var sharing = Served().GroupBy(part => part.Dataset.Agency).ToList();
        return new("sharing-agencies", T.FigureAgencies, sharing.Count, 0, T.FigureAgenciesHow,
            [.. sharing.Select(group => group.MaxBy(part => part.Value)!)]);
    }

    private Figure Quality()
    {
        var scored = datasets.Select(dataset => (dataset, Standing: standings.Of(dataset.Id)))
            .Where(pair => pair.Standing?.Scores.Total is not null)
            .Select(pair => new FigurePart(pair.dataset, pair.Standing!.Version.Number, pair.Standing.Scores.Total))
            .OrderByDescending(part => part.Value).ToList();
        return new("average-quality", T.FigureQuality,
            scored.Count == 0 ? null : scored.Average(part => part.Value), 1, T.FigureQualityHow(scored.Count), scored);
    }

    private Figure Rows()
    {
        var served = Served();
        return new("rows", T.FigureRows, served.Sum(part => part.Value ?? 0), 0, T.FigureRowsHow, served);
    }

    private List<FigurePart> Served() => [.. datasets
        .Select(dataset => (dataset, Standing: standings.Of(dataset.Id))).Where(pair => pair.Standing is not null)
        .Select(pair => new FigurePart(pair.dataset, pair.Standing!.Version.Number, pair.Standing.Version.Rows))
        .OrderByDescending(part => part.Value)];
}
