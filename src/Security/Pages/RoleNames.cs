using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Security.Pages;

/// <summary>The roles in the words of the plans.</summary>
internal static class RoleNames
{
    public static Text Of(Role role) => role switch
    {
        Role.Leader => T.RoleLeader,
        Role.Steward => T.RoleSteward,
        Role.DataOffice => T.RoleDataOffice,
        Role.Citizen => T.RoleCitizen,
        Role.Business => T.RoleBusiness,
        Role.Administrator => T.RoleAdministrator,
        Role.Auditor => T.RoleAuditor,
        Role.Analyst => T.RoleAnalyst,
        Role.Integrator => T.RoleIntegrator,
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
