using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Security.Access;

/// <summary>The first table of <see cref="AccessDecision"/>: which rows, by class and role.</summary>
internal sealed record RowAccess(bool Allowed, bool DescriptionAllowed, Text Reason, RowFilter? Filter = null)
{
    public static RowAccess Of(Caller caller, DatasetFacts dataset, AgencyTree agencies) => dataset.Class switch
    {
        DatasetClass.Open => All(T.AccessOpen),
        DatasetClass.Shared => caller.IsOfficial ? All(T.AccessShared) : new(false, true, T.AccessSharedRefused),
        DatasetClass.Restricted => Restricted(caller, dataset, agencies),
        _ => Guarded(caller, dataset),
    };

    private static RowAccess Restricted(Caller caller, DatasetFacts dataset, AgencyTree agencies)
    {
        if (caller.AgenciesAs(Roles.Officials).Contains(dataset.Agency) && !OnlyDataOffice(caller, dataset.Agency))
        {
            return All(T.AccessOwner);
        }
        if (caller.AgenciesAs(Role.Leader).Any(above => agencies.IsWithin(dataset.Agency, above)))
        {
            return All(T.AccessLeaderAbove);
        }
        if (caller.Has(Role.Auditor))
        {
            return All(T.AccessAuditor);
        }
        var own = OwnAgencies(caller, agencies);
        return dataset.AgencyField is { } field && own.Count > 0
            ? new(true, true, T.AccessOwnRows, new(field, own))
            : new(false, caller.Has(Role.DataOffice), T.AccessRestrictedRefused);
    }

    /// <summary>Important and core data: nobody but those who answer for it.</summary>
    private static RowAccess Guarded(Caller caller, DatasetFacts dataset) =>
        caller.Has(Role.Steward, dataset.Agency) || caller.Has(Role.Leader, dataset.Agency)
            ? All(T.AccessOwner)
            : new(false, caller.Has(Role.DataOffice) || caller.Has(Role.Auditor), T.AccessGuardedRefused);

    /// <summary>
    /// The data office coordinates; being housed in the owning agency does not make its people owners.
    /// </summary>
    private static bool OnlyDataOffice(Caller caller, string agency) => caller.Grants
        .Where(grant => grant.Agency == agency && Roles.Officials.Contains(grant.Role))
        .All(grant => grant.Role == Role.DataOffice);

    /// <summary>A leader answers for the agencies below as well; the others for their own.</summary>
    private static List<string> OwnAgencies(Caller caller, AgencyTree agencies) =>
        [.. caller.AgenciesAs(Role.Steward, Role.Analyst)
            .Concat(caller.AgenciesAs(Role.Leader).SelectMany(agencies.Within))
            .Distinct().Order(StringComparer.Ordinal)];

    private static RowAccess All(Text reason) => new(true, true, reason);
}
