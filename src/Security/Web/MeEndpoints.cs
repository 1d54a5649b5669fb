using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Security.Contracts;

namespace Phusa.Security.Web;

/// <summary>Who the caller is, for programs.</summary>
internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/api/v1/me", Show)
        .RequireAuthorization(Policies.SignedIn).WithTags("me").WithName("me")
        .WithSummary("The signed-in account, its roles and how it signed in");

    private static Ok<Me> Show(HttpContext http)
    {
        var caller = http.Caller();
        return TypedResults.Ok(new Me(
            caller.AccountId!.Value, caller.Name, caller.Method.ToString(),
            [.. caller.Grants.Select(grant => new MyRole(grant.Role.ToString(), grant.Agency))]));
    }
}

internal sealed record Me(Guid Id, string Name, string Method, IReadOnlyList<MyRole> Roles);

internal sealed record MyRole(string Role, string Agency);
