using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Keys;

/// <summary>A person's own keys. A key cannot make another key: what leaks once must not last for ever.</summary>
internal static class KeyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/api/v1/me/keys").RequireAuthorization(Policies.SignedIn).WithTags("me");
        keys.MapGet("", ListAsync).WithName("my-keys").WithSummary("My API keys, without their secrets");
        keys.MapPost("", CreateAsync).WithName("create-key").WithSummary(
            "Make an API key; its secret is shown this once");
        keys.MapDelete("{id:guid}", RevokeAsync).WithName("revoke-key").WithSummary("Revoke one of my API keys");
    }

    private static async Task<Ok<IReadOnlyList<ApiKey>>> ListAsync(
        HttpContext http, ApiKeyStore keys, CancellationToken cancellation) =>
        TypedResults.Ok(await keys.ListAsync(http.Caller().AccountId!.Value, cancellation));

    private static async Task<Results<Created<NewApiKey>, ProblemHttpResult, ForbidHttpResult>> CreateAsync(
        HttpContext http, KeyOrder order, ApiKeys keys, CancellationToken cancellation)
    {
        var caller = http.Caller();
        if (caller.Method != SignInMethod.Session)
        {
            return TypedResults.Forbid();
        }
        var made = await keys.CreateAsync(caller.AccountId!.Value, order.Name, order.Days, cancellation);
        return made.IsDone
            ? TypedResults.Created($"/api/v1/me/keys/{made.Value.Id}", made.Value)
            : Problems.Of(made);
    }

    private static async Task<Results<NoContent, NotFound>> RevokeAsync(
        HttpContext http, Guid id, ApiKeyStore keys, CancellationToken cancellation) =>
        await keys.RevokeAsync(http.Caller().AccountId!.Value, id, cancellation)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();
}

/// <param name="Days">How long the key may be used, 1 to 366; 90 when left out.</param>
internal sealed record KeyOrder(string? Name, int Days = 90);
