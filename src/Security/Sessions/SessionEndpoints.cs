using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Security.Contracts;
using Phusa.Security.Web;

namespace Phusa.Security.Sessions;

/// <summary>Where I am signed in, and ending that.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sessions = routes.MapGroup("/api/v1/me/sessions").RequireAuthorization(Policies.SignedIn).WithTags("me");
        sessions.MapGet("", ListAsync).WithName("my-sessions").WithSummary("Where I am signed in");
        sessions.MapDelete("{id:guid}", RevokeAsync).WithName("revoke-session").WithSummary("End one of my sessions");
        sessions.MapDelete("", RevokeOthersAsync).WithName("revoke-sessions").WithSummary("End all my other sessions");
    }

    private static async Task<Ok<IReadOnlyList<MySession>>> ListAsync(
        HttpContext http, SessionStore sessions, CancellationToken cancellation)
    {
        var current = Claimed.SessionOf(http.User);
        var found = await sessions.ListAsync(http.Caller().AccountId!.Value, cancellation);
        return TypedResults.Ok<IReadOnlyList<MySession>>([.. found.Select(session => new MySession(
            session.Id, session.Device, session.Address, session.CreatedAt, session.LastSeenAt, session.ExpiresAt,
            session.Id == current))]);
    }

    private static async Task<Results<NoContent, NotFound>> RevokeAsync(
        HttpContext http, Guid id, SessionStore sessions, CancellationToken cancellation) =>
        await sessions.RevokeAsync(http.Caller().AccountId!.Value, id, cancellation)
            ? TypedResults.NoContent()
            : TypedResults.NotFound();

    private static async Task<NoContent> RevokeOthersAsync(
        HttpContext http, SessionStore sessions, CancellationToken cancellation)
    {
        await sessions.RevokeOthersAsync(http.Caller().AccountId!.Value, Claimed.SessionOf(http.User), cancellation);
        return TypedResults.NoContent();
    }
}

internal sealed record MySession(
    Guid Id, string Device, string Address, DateTimeOffset CreatedAt, DateTimeOffset LastSeenAt,
    DateTimeOffset ExpiresAt, bool Current);
