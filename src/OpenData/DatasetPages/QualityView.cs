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

/// <summary>One check of the version looked at, how it went, and the rows at fault.</summary>
/// <param name="Faults">Null where no rows can be named.</param>
/// <param name="Labels">What the values of code-list fields mean, by field and value.</param>
internal sealed record CheckView(
    CheckResult Result, QualityReport Report, FaultPage? Faults,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Labels)
{
    public string Cell(FaultField field, object? value) =>
        new TableView(null, [], Labels, [], null, null, 1, []).Cell(new(field.Field.Name, field.Field, field.IsMasked), value);
}
