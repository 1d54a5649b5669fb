using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Security.Pages;
using Phusa.Ui;

namespace Phusa.Security.Administration;

/// <summary>Roles, agencies and deeds as administrators and auditors read them.</summary>
internal static class AdminWords
{
    public static string Agency(AgencyTree agencies, string code) =>
        agencies.Find(code) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn).ToString() : code;

    public static string Grant(AgencyTree agencies, RoleGrant grant) =>
        grant.Agency.Length == 0 ? RoleNames.Of(grant.Role).ToString()
            : $"{RoleNames.Of(grant.Role)} · {(agencies.Find(grant.Agency)?.ShortName is { Length: > 0 } name ? name : grant.Agency)}";

    public static IReadOnlyList<SelectOption> Roles => [.. Enum.GetValues<Role>().Select(role =>
        new SelectOption(role.ToString(), RoleNames.Of(role)))];

    /// <summary>Agencies that exist today, by code, and behind them the partners.</summary>
    public static IReadOnlyList<SelectOption> Current(AgencyTree agencies, IReadOnlyList<Partner> partners, DateTimeOffset now) =>
    [
        .. agencies.All.Where(agency => agency.ValidTo is null || agency.ValidTo > DateOnly.FromDateTime(now.UtcDateTime))
            .OrderBy(agency => agency.Code, StringComparer.Ordinal)
            .Select(agency => new SelectOption(agency.Code, $"{agency.Code} · {Agency(agencies, agency.Code)}")),
        .. partners.Select(partner => new SelectOption(partner.Code, $"{partner.Code} · {partner.Name}")),
    ];

    public static Text Deed(AdminActionKind kind) => kind switch
    {
        AdminActionKind.AccountOpened => T.DeedAccountOpened,
        AdminActionKind.RolesChanged => T.DeedRolesChanged,
        AdminActionKind.AccountLocked => T.DeedAccountLocked,
        AdminActionKind.AccountUnlocked => T.DeedAccountUnlocked,
        AdminActionKind.PasswordReset => T.DeedPasswordReset,
        AdminActionKind.SecondFactorReset => T.DeedSecondFactorReset,
        AdminActionKind.SessionsEnded => T.DeedSessionsEnded,
        AdminActionKind.AgencyAdded => T.DeedAgencyAdded,
        AdminActionKind.AgencyChanged => T.DeedAgencyChanged,
        AdminActionKind.AgencyEnded => T.DeedAgencyEnded,
        AdminActionKind.WitnessAdded => T.DeedWitnessAdded,
        _ => T.DeedWitnessWithdrawn,
    };

    /// <summary>Roles given and taken in words; anything else as it was recorded.</summary>
    public static string Detail(AgencyTree agencies, AdminAction action) =>
        action.Kind is AdminActionKind.AgencyEnded && action.Detail.Length > 0
            ? T.DeedSuccessor(Agency(agencies, action.Detail)).ToString()
            : string.Join(", ", action.Detail.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(part => Part(agencies, part)));

    private static string Part(AgencyTree agencies, string part)
    {
        var at = part.IndexOf('@', StringComparison.Ordinal);
        return at > 1 && part[0] is '+' or '-' && Enum.TryParse<Role>(part.AsSpan(1, at - 1), out var role)
            ? $"{(part[0] == '+' ? '+' : '−')} {Grant(agencies, new(role, part[(at + 1)..]))}"
            : part;
    }
}
