using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.Quality.Contracts;
using Phusa.Ui;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>What every tab of a dataset's page shows around its content.</summary>
/// <param name="Version">The one looked at; null before the first load.</param>
/// <param name="Served">The one being served.</param>
internal sealed record DatasetView(
    Sight Sight, DatasetVersion? Version, DatasetVersion? Served, DatasetScores? Now, Names Names, string Tab, bool IsSteward)
{
    public ScoreCard? Scores => Now?.Scores;

    public Dataset Dataset => Sight.Dataset;

    public DataContract Contract => Sight.Contract;

    public string Href => $"/datasets/{Dataset.Name}";

    public string Api => $"/api/v1/datasets/{Dataset.Name}";

    public bool IsEarlier => Version is not null && Version.Number != Served?.Number;

    public IReadOnlyList<Tab> Tabs =>
    [
        new(T.TabTable, Href, Tab == "table"),
        new(T.TabFields, $"{Href}/fields", Tab == "fields", Contract.Fields.Count),
        new(T.TabQuality, $"{Href}/quality", Tab == "quality"),
        new(T.TabProfile, $"{Href}/profile", Tab == "profile"),
        new(T.TabVersions, $"{Href}/versions", Tab == "versions", Served?.Number),
        new(T.TabApi, $"{Href}/api", Tab == "api"),
    ];

    public IReadOnlyList<(string Format, string Title)> Downloads => DatasetPages.Downloads.Of(Contract);
}
