using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Tokens;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Who keeps the subscriptions of a system: whoever connects its member, or the system itself. Auditors look.
/// </summary>
/// <param name="System">The system that came with a token of its own; null for people.</param>
internal sealed record SubscriptionKeeper(Caller By, Guid? System = null)
{
    public bool Keeps(SystemOfMember known) => System == known.System.Id || By.Connects(known.Member);

    public bool Sees(SystemOfMember known) => System == known.System.Id || By.LooksInto(known.Member);
}

/// <summary>Lets in people by session or key, and systems by their token; nobody else comes to an endpoint behind it.</summary>
internal sealed class KeeperFilter(VerifyToken verify, TokenHolder holders, PresentedCertificate certificates) : IEndpointFilter
{
    private const string Bearer = "Bearer ";

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (await KeeperAsync(http) is not { } keeper)
        {
            return Barred(http);
        }
        http.Features.Set(keeper);
        return await next(context);
    }

    /// <summary>A token that is bound to one agreement is for calls under that alone.</summary>
    private async Task<SubscriptionKeeper?> KeeperAsync(HttpContext http)
    {
        var caller = http.Caller();
        if (caller.UsesExchange)
        {
            return new(caller);
        }
        var header = http.Request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && (await verify.RunAsync(header[Bearer.Length..].Trim(), certificates.Thumbprint(http))).Token
                is { Agreement: null } token
            && await holders.FindAsync(token.System, token.Credential, http.RequestAborted) is { } known
                ? new(caller with { Name = known.System.Name }, known.System.Id) : null;
    }

    private static ProblemHttpResult Barred(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Bearer realm=\"phusa\"";
        return ProblemAnswer.With(
            StatusCodes.Status401Unauthorized, new Problem("", "subscription.no-keeper", T.SubscriptionNoKeeper));
    }
}
