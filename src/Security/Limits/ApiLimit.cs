using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Phusa.Security.Contracts;
using Phusa.Security.Sessions;

namespace Phusa.Security.Limits;

/// <summary>
/// How often one caller may ask the API, and try to sign in. Counted in memory, by each node for itself: a bucket of a
/// minute's requests that fills up again every second.
/// </summary>
internal sealed class ApiLimit(IOptions<LimitsOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    public const string SignIn = "sign-in";

    private readonly LimitsOptions limits = options.Value;

    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(OfApi);
        options.AddPolicy(SignIn, http => RateLimitPartition.GetFixedWindowLimiter(
            SessionCookie.Address(http),
            _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = limits.SignInsPerMinute, Window = TimeSpan.FromMinutes(1),
            }));
        options.OnRejected = TooManyRequests.AnswerAsync;
    }

    private RateLimitPartition<string> OfApi(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (!path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase)
            && !path.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return RateLimitPartition.GetNoLimiter("");
        }
        var address = http.Connection.RemoteIpAddress;
        if (limits.SparesLocal && address is not null && IPAddress.IsLoopback(address))
        {
            return RateLimitPartition.GetNoLimiter("");
        }
        var caller = http.User.Caller();
        return caller.AccountId is { } account
            ? Bucket($"{caller.Method} {account:n}", limits.AccountPerMinute)
            : Bucket($"at {address}", limits.AnonymousPerMinute);
    }

    private static RateLimitPartition<string> Bucket(string who, int perMinute) => perMinute == 0
        ? RateLimitPartition.GetNoLimiter("")
        : RateLimitPartition.GetTokenBucketLimiter(who, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = perMinute,
            TokensPerPeriod = Math.Max(1, perMinute / 60),
            // A rate under one in a second is kept by waiting longer for each.
            ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / perMinute)),
            QueueLimit = 0,
        });
}
