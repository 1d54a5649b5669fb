namespace Phusa.Security.Contracts;

/// <summary>What an account may be to an agency; the rights of each stand in docs/reference/access.md.</summary>
public enum Role
{
    Leader,
    Steward,
    DataOffice,
    Citizen,
    Business,
    Administrator,
    Auditor,
    Analyst,
    Integrator,
}

/// <summary>One role held at one agency; <paramref name="Agency"/> is empty for citizens and
/// businesses, and for an administrator of the whole platform, and a <see cref="Partner"/>'s code for its integrators.</summary>
public sealed record RoleGrant(Role Role, string Agency = "");

public static class Roles
{
    /// <summary>
    /// The roles of people who work with data on behalf of an agency. An administrator runs the platform and an
    /// integrator connects systems under an agreement: neither reads data by holding the role.
    /// </summary>
    public static readonly IReadOnlySet<Role> Officials =
        new HashSet<Role> { Role.Leader, Role.Steward, Role.DataOffice, Role.Auditor, Role.Analyst };
}
