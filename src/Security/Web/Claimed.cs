using System.Security.Claims;
using Phusa.Security.Contracts;

namespace Phusa.Security.Web;

/// <summary>How a caller is written into and read from the claims of a principal.</summary>
internal static class Claimed
{
    public const string Session = "phusa:session";
    private const string Grant = "phusa:grant";
    private const string Method = "phusa:method";

    public static ClaimsPrincipal Write(Caller caller, string scheme, Guid? session = null)
    {
        var claims = new List<Claim>
        {
            new(ClaimTypes.NameIdentifier, caller.AccountId.ToString() ?? ""),
            new(ClaimTypes.Name, caller.Name),
            new(Method, caller.Method.ToString()),
        };
        claims.AddRange(caller.Grants.Select(grant => new Claim(Grant, $"{grant.Role}@{grant.Agency}")));
        if (session is { } id)
        {
            claims.Add(new(Session, id.ToString()));
        }
        return new(new ClaimsIdentity(claims, scheme));
    }

    public static Caller Read(ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated == true
        && Guid.TryParse(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            ? new(account, principal.FindFirstValue(ClaimTypes.Name) ?? "",
                [.. principal.FindAll(Grant).Select(claim => ReadGrant(claim.Value)).OfType<RoleGrant>()],
                Enum.TryParse<SignInMethod>(principal.FindFirstValue(Method), out var method) ? method
                    : SignInMethod.None)
            : Caller.Anonymous;

    public static Guid? SessionOf(ClaimsPrincipal principal) =>
        Guid.TryParse(principal.FindFirstValue(Session), out var id) ? id : null;

    private static RoleGrant? ReadGrant(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && Enum.TryParse<Role>(value.AsSpan(0, at), out var role) ? new(role, value[(at + 1)..]) : null;
    }
}
