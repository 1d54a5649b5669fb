using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>The quality tab: what was measured of the version looked at, and of all versions.</summary>
internal sealed record QualityView(QualityReport? Report, IReadOnlyList<QualityReport> History)
{
    public IEnumerable<CheckResult> Of(QualityCriterion criterion) => (Report?.Results ?? [])
        .Where(result => result.Check.Criterion == criterion)
        .OrderByDescending(result => result.Failed).ThenBy(result => result.Check.Name, StringComparer.Ordinal);
}

/// <summary>One check of the version looked at, and how it went.</summary>
internal sealed record CheckView(CheckResult Result, QualityReport Report);
