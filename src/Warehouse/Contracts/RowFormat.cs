namespace Phusa.Warehouse.Contracts;

/// <summary>How rows are written.</summary>
public enum RowFormat
{
    /// <summary>One object: <c>rows</c>, <c>next</c>, <c>version</c>, and <c>total</c> where it is known without counting.</summary>
    Json,

    /// <summary>An object a line.</summary>
    NdJson,
    Csv,

    /// <summary>CSV that Excel opens as UTF-8, because a byte order mark says so.</summary>
    CsvForExcel,
    Xlsx,
    Parquet,

    /// <summary>A collection of features, from the geometry or from latitude and longitude.</summary>
    GeoJson,
}

/// <summary>What each format is called in an address, in a header and as a file.</summary>
public static class RowFormats
{
    private static readonly (RowFormat Format, string Name, string ContentType, string Extension)[] All =
    [
        (RowFormat.Json, "json", "application/json; charset=utf-8", ".json"),
        (RowFormat.NdJson, "ndjson", "application/x-ndjson; charset=utf-8", ".ndjson"),
        (RowFormat.Csv, "csv", "text/csv; charset=utf-8", ".csv"),
        (RowFormat.CsvForExcel, "csv-excel", "text/csv; charset=utf-8", ".csv"),
        (RowFormat.Xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        (RowFormat.Parquet, "parquet", "application/vnd.apache.parquet", ".parquet"),
        (RowFormat.GeoJson, "geojson", "application/geo+json; charset=utf-8", ".geojson"),
    ];

    public static IReadOnlyList<string> Names => [.. All.Select(one => one.Name)];

    public static RowFormat? Find(string name) =>
        All.Where(one => one.Name == name).Select(one => (RowFormat?)one.Format).FirstOrDefault();

    public static string ContentType(this RowFormat format) => All[(int)format].ContentType;

    public static string Extension(this RowFormat format) => All[(int)format].Extension;
}
