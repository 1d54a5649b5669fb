using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>A dataset in a list.</summary>
internal sealed record DatasetAnswer(
    string Name, Text Title, string? Purpose, string Agency, Text AgencyName, string? Theme, Classification Classification,
    string? Licence, IReadOnlyList<string> Keywords, long? Version, long? Rows, DateTimeOffset? UpdatedAt, double? Score,
    string Href, string Page)
{
    public static DatasetAnswer Of(Dataset dataset, DatasetStanding standing, Names names) => new(
        dataset.Name, dataset.Title, dataset.Purpose, dataset.Agency, names.Agency(dataset.Agency), dataset.Theme,
        dataset.Classification, dataset.Licence, dataset.Keywords, standing.Version, standing.Rows, standing.UpdatedAt,
        standing.Score, $"/api/v1/datasets/{dataset.Name}", $"/datasets/{dataset.Name}");
}

/// <summary>A page of the catalogue.</summary>
/// <param name="IsLoose">No dataset has all the words; these have most of them.</param>
/// <param name="Next">The address of the next page; null on the last one.</param>
internal sealed record CatalogueAnswer(
    long Total, int Page, int Limit, bool IsLoose, IReadOnlyList<DatasetAnswer> Datasets, IReadOnlyList<SearchFacet> Facets,
    string? Next, string? Previous);

/// <summary>Everything that describes a dataset, as the caller may see it.</summary>
internal sealed record DescriptionAnswer(
    DatasetAnswer Dataset, string ContractVersion, string? Usage, string? Limitations, IReadOnlyList<string> LegalBasis,
    string? Frequency, IReadOnlyList<string> Key, ScoreCard? Scores, AccessAnswer Access, IReadOnlyDictionary<string, string> Links);

/// <summary>What the caller may read, and why.</summary>
internal sealed record AccessAnswer(bool Rows, Text Reason, bool IsRecorded)
{
    public static AccessAnswer Of(Sight sight) =>
        new(sight.Decision.Allowed, sight.Decision.Reason, sight.Decision.MustRecord);
}

/// <summary>A field, and how the caller sees it.</summary>
internal sealed record FieldAnswer(
    string Name, Text Title, string? Description, FieldType Type, string? Unit, bool IsKey, bool IsRequired, string? Format,
    string? CodeList, PersonalData PersonalData, Visibility Visibility)
{
    public static FieldAnswer Of(Field field, Sight sight) => new(
        field.Name, field.Title, field.Description, field.Type, field.Unit, field.IsKey, field.Required, field.Format,
        field.CodeList?.ToString(), field.PersonalData, sight.Visibility(field));
}

internal sealed record VersionAnswer(
    long Number, bool IsServed, long Rows, long Bytes, LoadMode Mode, long? Added, long? Changed, long? Removed,
    long? RestoredFrom, string ContractVersion, DateTimeOffset CreatedAt)
{
    public static VersionAnswer Of(DatasetVersion version, long? served) => new(
        version.Number, version.Number == served, version.Rows, version.Bytes, version.Mode, version.Added,
        version.Changed, version.Removed, version.RestoredFrom, version.ContractVersion, version.CreatedAt);
}

/// <summary>Scores of now, and what was measured of the served version.</summary>
internal sealed record QualityAnswer(
    long? Version, ScoreCard Scores, Sharing Sharing, IReadOnlyList<CheckAnswer> Checks, IReadOnlyList<HistoryAnswer> History);

internal sealed record CheckAnswer(
    string Name, QualityCriterion Criterion, Severity Severity, Text Rule, IReadOnlyList<string> Fields, long? Tested,
    long Failed, decimal? Measured, Text? NotMeasured)
{
    public static CheckAnswer Of(CheckResult result) => new(
        result.Check.Name, result.Check.Criterion, result.Check.Severity, result.Check.Rule, result.Check.Fields,
        result.Tested, result.Failed, result.Measured, result.NotMeasured);
}

internal sealed record HistoryAnswer(long Version, ScoreCard Scores, DateTimeOffset MeasuredAt);

/// <summary>What changed between two versions by key.</summary>
internal sealed record ChangesAnswer(long From, long To, long Added, long Changed, long Removed, IReadOnlyList<RowChange> Rows);

/// <summary>One row with the version that serves it and where to ask why.</summary>
internal sealed record RowAnswer(long Version, IReadOnlyDictionary<string, object?> Row, string Why);

/// <summary>Stations from source to use.</summary>
internal sealed record StationsAnswer(string Dataset, long Version, string? Key, IReadOnlyList<WhyStation> Stations);

internal sealed record FigureAnswer(string Key, Text Title, double? Value, Text How, IReadOnlyList<FigurePartAnswer> Parts);

internal sealed record FigurePartAnswer(string Dataset, long? Version, double? Value, string? Why);
