namespace Phusa.Security.Contracts;

/// <summary>How the caller proved who they are.</summary>
public enum SignInMethod
{
    None,
    Session,
    ApiKey,
}

/// <summary>
/// Who asks, as every module knows them: an account or anyone, their roles by agency, how they signed in, and what
/// they say they need the data for.
/// </summary>
/// <param name="AccountId">Null for an anonymous caller.</param>
/// <param name="Purpose">From the header <c>X-Purpose</c> (percent-encoded UTF-8) or the query value
/// <c>purpose</c>.</param>
/// <param name="Address">The network address the request came from; kept in records of personal-data reads.</param>
public sealed record Caller(
    Guid? AccountId, string Name, IReadOnlyList<RoleGrant> Grants, SignInMethod Method,
    string? Purpose = null, string? Address = null)
{
    public static readonly Caller Anonymous = new(null, "", [], SignInMethod.None);

    public bool IsSignedIn => AccountId is not null;

    /// <summary>Signed in with a role of <see cref="Roles.Officials"/> at some agency.</summary>
    public bool IsOfficial => Grants.Any(grant => grant.Agency.Length > 0 && Roles.Officials.Contains(grant.Role));

    /// <summary>An official, or an integrator somewhere: who may look at what the exchange offers.</summary>
    public bool UsesExchange => IsOfficial || AgenciesAs(Role.Integrator).Any();

    public bool Has(Role role) => Grants.Any(grant => grant.Role == role);

    public bool Has(Role role, string agency) => Grants.Contains(new RoleGrant(role, agency));

    /// <summary>The agencies at which the caller holds any of these roles.</summary>
    public IEnumerable<string> AgenciesAs(params IReadOnlyCollection<Role> roles) => Grants
        .Where(grant => grant.Agency.Length > 0 && roles.Contains(grant.Role)).Select(grant => grant.Agency).Distinct();
}
