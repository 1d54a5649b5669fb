using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Tokens;

/// <summary>Tokens for systems: OAuth 2.0 client credentials (RFC 6749), introspection (RFC 7662).</summary>
internal static class OAuthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Whoever comes here proves it in the request itself, so that no policy can ask for it beforehand.
        var oauth = routes.MapGroup("/oauth").RequireAuthorization(Policies.Public).WithTags("oauth")
            .WithMetadata(new RequestSizeLimitAttribute(OAuthForm.LargestBody));
        oauth.MapPost("token", GiveAsync).WithName("oauth-token").WithSummary("A short token for a system of the exchange");
        oauth.MapPost("introspect", IntrospectAsync).WithName("oauth-introspect")
            .WithSummary("Whether a token holds now, and whose it is");
    }

    private static async Task<IResult> GiveAsync(
        HttpContext http, ProveClient prove, IssueToken issue, TokenScope scopes, IOptions<ExchangeOptions> options,
        CancellationToken cancellation)
    {
        NotStored(http);
        if (await OAuthForm.ReadAsync(http, cancellation) is not { } form)
        {
            return OAuthError.Request(T.OauthFormWrong).Answer(http);
        }
        if (form["grant_type"] is not { } grant)
        {
            return OAuthError.Request(T.OauthGrantMissing).Answer(http);
        }
        if (grant != "client_credentials")
        {
            return new OAuthError(OAuthErrorKind.UnsupportedGrantType, T.OauthGrantUnknown).Answer(http);
        }
        var (client, error) = await prove.RunAsync(http, form, cancellation);
        var agreement = error is null && form["scope"] is { } scope
            ? await scopes.ReadAsync(scope, client!.System.System.Id, cancellation) : null;
        error ??= form["scope"] is not null && agreement is null ? new(OAuthErrorKind.InvalidScope, T.OauthScopeUnknown)
            : form["resource"] is { } target && target != options.Value.Audience
            ? new(OAuthErrorKind.InvalidTarget, T.OauthTargetUnknown(options.Value.Audience))
            : null;
        if (error is not null)
        {
            return error.Answer(http);
        }
        var issued = issue.Run(client!, agreement);
        return TypedResults.Json(new TokenAnswer(issued.Token, "Bearer", (int)issued.Lifetime.TotalSeconds));
    }

    /// <summary>Any system of the exchange may ask, so that a provider can check what it is shown; an answer needs the token itself.</summary>
    private static async Task<IResult> IntrospectAsync(
        HttpContext http, ProveClient prove, IntrospectToken introspect, CancellationToken cancellation)
    {
        NotStored(http);
        if (await OAuthForm.ReadAsync(http, cancellation) is not { } form)
        {
            return OAuthError.Request(T.OauthFormWrong).Answer(http);
        }
        var (_, error) = await prove.RunAsync(http, form, cancellation);
        error ??= form["token"] is null ? OAuthError.Request(T.OauthTokenMissing) : null;
        return error is not null ? error.Answer(http)
            : TypedResults.Json(await introspect.RunAsync(form["token"]!, cancellation));
    }

    public static void NotStored(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Pragma = "no-cache";
    }
}

internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn);
