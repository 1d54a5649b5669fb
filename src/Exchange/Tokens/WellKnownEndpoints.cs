using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Tokens;

/// <summary>What programs need to know to ask for tokens and to check them.</summary>
internal static class WellKnownEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var known = routes.MapGroup("/.well-known").RequireAuthorization(Policies.Public).WithTags("oauth");
        known.MapGet("jwks.json", Keys).WithName("oauth-keys").WithSummary("The public keys that tokens are signed with (RFC 7517)");
        known.MapGet("oauth-authorization-server", Metadata).WithName("oauth-metadata")
            .WithSummary("How tokens are asked for here (RFC 8414)");
    }

    private static Ok<PublishedKeys> Keys(HttpContext http, SigningKeys keys)
    {
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(keys.Published());
    }

    private static Ok<OAuthMetadata> Metadata(HttpContext http, IOptions<ExchangeOptions> options)
    {
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return TypedResults.Ok(OAuthMetadata.Of(options.Value));
    }
}

/// <summary>RFC 8414 §2, with what RFC 8705 adds.</summary>
internal sealed record OAuthMetadata(
    string Issuer,
    [property: JsonPropertyName("token_endpoint")] string TokenEndpoint,
    [property: JsonPropertyName("jwks_uri")] string Keys,
    [property: JsonPropertyName("introspection_endpoint")] string IntrospectionEndpoint,
    [property: JsonPropertyName("grant_types_supported")] IReadOnlyList<string> Grants,
    [property: JsonPropertyName("response_types_supported")] IReadOnlyList<string> ResponseTypes,
    [property: JsonPropertyName("token_endpoint_auth_methods_supported")] IReadOnlyList<string> Methods,
    [property: JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")] IReadOnlyList<string> Algorithms,
    [property: JsonPropertyName("introspection_endpoint_auth_methods_supported")] IReadOnlyList<string> IntrospectionMethods,
    [property: JsonPropertyName("introspection_endpoint_auth_signing_alg_values_supported")] IReadOnlyList<string> IntrospectionAlgorithms,
    [property: JsonPropertyName("tls_client_certificate_bound_access_tokens")] bool BindsToCertificate)
{
    public static OAuthMetadata Of(ExchangeOptions options)
    {
        string[] certificate = options.ClientCertificateHeader is null ? [] : ["self_signed_tls_client_auth"];
        string[] methods = ["client_secret_basic", "client_secret_post", "private_key_jwt", .. certificate];
        return new(
            options.Issuer!, options.TokenEndpoint, $"{options.Issuer}/.well-known/jwks.json",
            $"{options.Issuer}/oauth/introspect", ["client_credentials"], [], methods, VerifyAssertion.Algorithms, methods,
            VerifyAssertion.Algorithms, certificate.Length > 0);
    }
}
