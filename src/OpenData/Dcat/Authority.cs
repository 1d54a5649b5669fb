using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;

namespace Phusa.OpenData.Dcat;

/// <summary>
/// Terms of the vocabularies that DCAT-AP asks for, by their addresses: those of the EU Publications Office, media
/// types of IANA, licences of SPDX.
/// </summary>
internal static partial class Authority
{
    public const string Vietnamese = Root + "language/VIE";

    private const string Root = "http://publications.europa.eu/resource/authority/";

    public static string Rights(Classification classification) => Root + "access-right/" + classification switch
    {
        Classification.Open => "PUBLIC",
        Classification.Shared => "RESTRICTED",
        _ => "NON_PUBLIC",
    };

    public static string Theme(string code) => Root + "data-theme/" + code;

    public static string Every(Frequency frequency) => Root + "frequency/" + frequency switch
    {
        { Value: 1, Unit: FrequencyUnit.Hour } => "HOURLY",
        { Value: 1, Unit: FrequencyUnit.Day } => "DAILY",
        { Value: 1, Unit: FrequencyUnit.Week } or { Value: 7, Unit: FrequencyUnit.Day } => "WEEKLY",
        { Value: 2, Unit: FrequencyUnit.Week } => "BIWEEKLY",
        { Value: 1, Unit: FrequencyUnit.Month } => "MONTHLY",
        { Value: 2, Unit: FrequencyUnit.Month } => "BIMONTHLY",
        { Value: 1, Unit: FrequencyUnit.Quarter } or { Value: 3, Unit: FrequencyUnit.Month } => "QUARTERLY",
        { Value: 2, Unit: FrequencyUnit.Quarter } or { Value: 6, Unit: FrequencyUnit.Month } => "ANNUAL_2",
        { Value: 1, Unit: FrequencyUnit.Year } or { Value: 12, Unit: FrequencyUnit.Month } => "ANNUAL",
        { Value: 2, Unit: FrequencyUnit.Year } => "BIENNIAL",
        { Value: 3, Unit: FrequencyUnit.Year } => "TRIENNIAL",
        _ => "OTHER",
    };

    /// <summary>A contract names a licence by its SPDX identifier or its address; anything else has none to link to.</summary>
    public static string? Licence(string? licence) =>
        licence is null ? null
        : Uri.TryCreate(licence, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? licence
        : Spdx().IsMatch(licence) ? "https://spdx.org/licenses/" + licence : null;

    /// <summary>File type and media type of a download; null where the vocabulary does not have them.</summary>
    public static (string? File, string? Media) Format(string format) => format switch
    {
        "csv" => (Root + "file-type/CSV", Iana("text/csv")),
        "xlsx" => (Root + "file-type/XLSX", Iana("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
        "json" => (Root + "file-type/JSON", Iana("application/json")),
        "geojson" => (Root + "file-type/GEOJSON", Iana("application/geo+json")),
        "parquet" => (Root + "file-type/PARQUET", Iana("application/vnd.apache.parquet")),
        _ => (null, null),
    };

    private static string Iana(string type) => "https://www.iana.org/assignments/media-types/" + type;

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9.+-]*\z")]
    private static partial Regex Spdx();
}
