using Microsoft.AspNetCore.HttpOverrides;
using Phusa.Security.Limits;
using Phusa.Security.Web;

namespace Phusa.Security.Contracts;

/// <summary>What the host puts into its pipeline.</summary>
public static class PhusaSecurity
{
    /// <summary>
    /// Everything a page needs comes from this site and no script stands inside a page. Style attributes are allowed:
    /// bars and petals carry their length in them, and they cannot run anything.
    /// </summary>
    private const string ContentPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>First in the pipeline, so that errors and files carry the headers as well.</summary>
    public static IApplicationBuilder UsePhusaSecurityHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.OnStarting(static state =>
        {
            var http = (HttpContext)state;
            var headers = http.Response.Headers;
            headers.ContentSecurityPolicy = ContentPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self)";
            if (http.Request.IsHttps)
            {
                headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
            }
            return Task.CompletedTask;
        }, http);
        return next(http);
    });

    /// <summary>
    /// Before all else: a proxy on this machine says for whom it asks. Only the entry that it wrote itself is believed.
    /// </summary>
    public static IApplicationBuilder UsePhusaProxy(this IApplicationBuilder app) => app.UseForwardedHeaders(new()
    {
        ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1,
    });

    /// <summary>After routing: how much, who is it, how often, may they, and did the form come from here.</summary>
    /// <remarks>
    /// Authentication stands in no branch: the host would not see it there, and look who is it once more, before all else and
    /// also of calls through the exchange, which have no account.
    /// </remarks>
    public static IApplicationBuilder UsePhusaSecurity(this IApplicationBuilder app) => app.UseMiddleware<BodyLimit>()
        .UseMiddleware<PurposeCheck>().UseAuthentication().UseRateLimiter().UseAuthorization().UseAntiforgery();
}
