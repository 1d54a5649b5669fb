using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Phusa.Kernel.Outcomes;
using Phusa.Ui;

namespace Phusa.Security.Limits;

/// <summary>What somebody is told who asks too often: a program with a problem, a person on the page again.</summary>
internal static class TooManyRequests
{
    public static async ValueTask AnswerAsync(OnRejectedContext rejected, CancellationToken cancellation)
    {
        var http = rejected.HttpContext;
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.FromMinutes(1);
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        var message = T.LimitRequests(seconds);
        if (http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>() is not null
            && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal))
        {
            Flash.Set(http, NoticeTone.Error, message);
            http.Response.Redirect(http.Request.Path.StartsWithSegments("/account", StringComparison.Ordinal) ? "/account" : "/sign-in");
            return;
        }
        await ProblemAnswer.With(StatusCodes.Status429TooManyRequests, new Problem("", "request.too-many", message))
            .ExecuteAsync(http);
    }
}
