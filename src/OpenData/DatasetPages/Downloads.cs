using Phusa.Catalog.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Formats in which a dataset is offered for download, the likeliest first.</summary>
internal static class Downloads
{
    private static readonly (string Format, string Title)[] Any =
        [("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"), ("ndjson", "NDJSON"), ("parquet", "Parquet")];

    public static IReadOnlyList<(string Format, string Title)> Of(DataContract contract) =>
        contract.Map is not null || contract.Fields.Any(field => field.Geometry is not null)
            ? [.. Any, ("geojson", "GeoJSON")] : Any;
}
