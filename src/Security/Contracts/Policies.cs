namespace Phusa.Security.Contracts;

/// <summary>
/// Names of the policies that endpoints ask for with <c>RequireAuthorization</c>. An endpoint that names none is
/// denied to everybody.
/// </summary>
public static class Policies
{
    /// <summary>Anyone, signed in or not; what comes back is still decided by <see cref="AccessDecision"/>.</summary>
    public const string Public = "public";

    public const string SignedIn = "signed-in";

    /// <summary>A role of <see cref="Roles.Officials"/> at an agency.</summary>
    public const string Official = "official";

    /// <summary>An official, or an integrator at an agency or partner: whoever has to do with the exchange.</summary>
    public const string Exchange = "exchange";

    public const string Steward = "steward";

    public const string DataOffice = "data-office";

    public const string Administrator = "administrator";

    public const string Auditor = "auditor";

    /// <summary>The data office or an auditor.</summary>
    public const string Oversight = "oversight";
}
