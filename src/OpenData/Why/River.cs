using Phusa.Catalog.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.Why;

/// <summary>Stations as the river line draws them.</summary>
internal static class River
{
    public static IReadOnlyList<Station> Of(IEnumerable<WhyStation> stations) => [.. stations.Select(Drawn)];

    /// <summary>What matters at a glance; who answers and the contract stand elsewhere on the page.</summary>
    public static IReadOnlyList<Station> Short(IEnumerable<WhyStation> stations) =>
        Of(stations.Where(station => station.Reach is WhyReach.Source or WhyReach.Checks or WhyReach.Version or WhyReach.Use));

    private static Station Drawn(WhyStation station) => new(
        station.Title, [.. station.Lines.Select(Words.FromText)], station.Href, station.Reach == WhyReach.Use);
}
