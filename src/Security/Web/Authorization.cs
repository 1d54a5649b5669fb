using Microsoft.AspNetCore.Authorization;
using Phusa.Security.Contracts;

namespace Phusa.Security.Web;

/// <summary>What each name of <see cref="Policies"/> asks for.</summary>
internal static class Authorization
{
    public static void Apply(AuthorizationOptions options)
    {
        Add(options, Policies.Public, _ => true);
        Add(options, Policies.SignedIn, caller => caller.IsSignedIn);
        Add(options, Policies.Official, caller => caller.IsOfficial);
        Add(options, Policies.Exchange, caller => caller.UsesExchange);
        Add(options, Policies.Steward, caller => caller.Has(Role.Steward));
        Add(options, Policies.DataOffice, caller => caller.Has(Role.DataOffice));
        Add(options, Policies.Administrator, caller => caller.Has(Role.Administrator));
        Add(options, Policies.Auditor, caller => caller.Has(Role.Auditor));
        Add(options, Policies.Oversight, caller => caller.Has(Role.DataOffice) || caller.Has(Role.Auditor));
        Add(options, Registration.InBrowser, caller => caller.Method == SignInMethod.Session);
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(IsNoRoute).Build();
        options.DefaultPolicy = options.GetPolicy(Policies.SignedIn)!;
    }

    private static void Add(AuthorizationOptions options, string name, Func<Caller, bool> may) =>
        options.AddPolicy(name, policy => policy.RequireAssertion(context => may(context.User.Caller())));

    /// <summary>
    /// An endpoint without a policy is denied. An address without an endpoint goes on to be not found, and routing's
    /// own
    /// answers (a wrong method or media type), which are no routes, go on to be given.
    /// </summary>
    private static bool IsNoRoute(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint;
}
