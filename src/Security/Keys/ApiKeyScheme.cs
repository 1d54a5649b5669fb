using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Phusa.Security.Contracts;
using Phusa.Security.Identity;
using Phusa.Security.Web;

namespace Phusa.Security.Keys;

/// <summary>Signs a program in by the key it sends.</summary>
internal sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder,
    ApiKeyStore keys, CallerStore callers)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (KeySecret.Of(Request) is not { } secret)
        {
            return AuthenticateResult.NoResult();
        }
        return secret.StartsWith(KeySecret.Prefix, StringComparison.Ordinal)
            && await keys.UseAsync(KeySecret.Hash(secret), Context.RequestAborted) is { } account
            && await callers.FindAsync(account, SignInMethod.ApiKey, Context.RequestAborted) is { } caller
                ? AuthenticateResult.Success(new(Claimed.Write(caller, Schemes.ApiKey), Schemes.ApiKey))
                : AuthenticateResult.Fail("Unknown, revoked or expired key");
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"phusa\"";
        return base.HandleChallengeAsync(properties);
    }
}
