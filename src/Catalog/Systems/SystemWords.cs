using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Catalog.Systems;

/// <summary>Kinds, scopes and agencies as people choose and read them.</summary>
internal static class SystemWords
{
    public static IReadOnlyList<SelectOption> Kinds =>
        [.. Enum.GetValues<SystemKind>().Select(kind => new SelectOption(kind.ToString(), Of(kind)))];

    public static IReadOnlyList<SelectOption> Scopes =>
        [.. Enum.GetValues<DatabaseScope>().Select(scope => new SelectOption(scope.ToString(), Of(scope)))];

    public static IReadOnlyList<SelectOption> Agencies(AgencyTree agencies) =>
        [.. agencies.All.OrderBy(agency => agency.Code, StringComparer.Ordinal)
            .Select(agency => new SelectOption(agency.Code, $"{agency.Code} · {AgencyName.Of(agencies, agency.Code)}"))];

    public static Text Of(SystemKind kind) => kind switch
    {
        SystemKind.Application => T.SystemApplication,
        SystemKind.Platform => T.SystemPlatform,
        SystemKind.Portal => T.SystemPortal,
        _ => T.SystemCentre,
    };

    public static Text Of(DatabaseScope scope) => scope switch
    {
        DatabaseScope.Sector => T.DatabaseSector,
        DatabaseScope.Shared => T.DatabaseShared,
        _ => T.DatabaseNational,
    };
}
