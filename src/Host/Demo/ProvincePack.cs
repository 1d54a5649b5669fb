using System.Text.Json;

namespace Phusa.Host.Demo;

/// <summary>The model province as packs/province.json tells it.</summary>
internal sealed record ProvincePack(
    string Name,
    string ShortName,
    string NameEn,
    string AgencyCode,
    string AdministrativeCode,
    double[] BoundingBox,
    PackPoint Centre,
    string SloganVi,
    string SloganEn,
    IReadOnlyList<PackAgency> Agencies,
    IReadOnlyList<DemoAccount> DemoAccounts,
    IReadOnlyList<FeaturedSearch> FeaturedSearches,
    IReadOnlyList<PackTheme> Themes,
    IReadOnlyList<HomeFigure> HomeFigures,
    IReadOnlyList<string> LoadOrder);

internal sealed record PackPoint(double Latitude, double Longitude);

/// <summary>What the list of agencies leaves out: the short name, the team that contracts name as owner.</summary>
internal sealed record PackAgency(
    string Code, string ShortName, string? Team = null, string? MainTheme = null, bool DataOffice = false);

internal sealed record DemoAccount(string UserName, string DisplayName, string Role, string? Agency = null);

internal sealed record FeaturedSearch(string Vi, string En);

internal sealed record PackTheme(string Code, string TitleVi, string TitleEn, string Icon, string? Eu = null);

internal sealed record HomeFigure(
    string Key, string TitleVi, string TitleEn, string Icon, FigureSource Source, int Decimals = 0);

/// <summary>Where a figure of the home page comes from: the catalogue, or one number out of a dataset.</summary>
internal sealed record FigureSource(
    string Kind,
    string? Measure = null,
    string? Classification = null,
    string? Dataset = null,
    string? Aggregate = null,
    string? Field = null,
    IReadOnlyDictionary<string, JsonElement>? Filter = null);
