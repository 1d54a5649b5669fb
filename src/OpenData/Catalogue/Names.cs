using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.Catalogue;

/// <summary>What codes are called: agencies, themes and the values of facets.</summary>
internal sealed class Names(AgencyTree agencies, IReadOnlyList<Theme> themes)
{
    public IReadOnlyList<Theme> Themes => themes;

    /// <summary>The agency at the head of all; null while none is known.</summary>
    public Agency? Top => agencies.All.Where(agency => agency.Parent is null && agency.ValidTo is null)
        .OrderBy(agency => agency.Code, StringComparer.Ordinal).FirstOrDefault();

    public Text Agency(string code) =>
        agencies.Find(code) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn) : Text.Same(code);

    public string ShortAgency(string code) =>
        agencies.Find(code) is { ShortName.Length: > 0 } agency ? agency.ShortName : Agency(code).ToString();

    public Text Theme(string code) =>
        themes.FirstOrDefault(theme => theme.Code == code) is { } theme ? theme.Title : Text.Same(code);

    public Words Value(string facet, string value) => facet switch
    {
        FacetNames.Theme => Theme(value),
        FacetNames.Agency => Agency(value),
        FacetNames.Class => Class(value),
        FacetNames.Format => value == "map" ? T.FormatMap : T.FormatTable,
        FacetNames.Freshness => value switch
        {
            "in-time" => T.FreshInTime,
            "late" => T.FreshLate,
            "empty" => T.FreshEmpty,
            _ => T.FreshUnpromised,
        },
        FacetNames.Score => value switch
        {
            "90" => T.ScoreFrom90,
            "75" => T.ScoreFrom75,
            "50" => T.ScoreFrom50,
            "0" => T.ScoreBelow50,
            _ => T.ScoreUnmeasured,
        },
        _ => value,
    };

    public static Words Facet(string name) => name switch
    {
        FacetNames.Theme => T.FacetTheme,
        FacetNames.Agency => T.FacetAgency,
        FacetNames.Class => T.FacetClass,
        FacetNames.Format => T.FacetFormat,
        FacetNames.Licence => T.FacetLicence,
        FacetNames.Freshness => T.FacetFreshness,
        _ => T.FacetScore,
    };

    public static Text Class(Classification classification) => classification switch
    {
        Classification.Open => T.ClassOpen,
        Classification.Shared => T.ClassShared,
        Classification.Restricted => T.ClassRestricted,
        Classification.Important => T.ClassImportant,
        _ => T.ClassCore,
    };

    private static Words Class(string value) =>
        Enum.TryParse<Classification>(value, ignoreCase: true, out var known) ? Class(known) : value;
}

/// <summary>Reads the names in use now.</summary>
internal sealed class NameBook(Agencies agencies, Themes themes)
{
    public async Task<Names> OpenAsync(CancellationToken cancellation) =>
        new(await agencies.TreeAsync(cancellation), await themes.ListAsync(cancellation));
}
