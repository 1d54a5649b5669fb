using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Phusa.Security.Limits;
using Phusa.Security.Sessions;

namespace Phusa.Security.Contracts;

/// <summary>
/// Counts attempts that failed to prove somebody's identity, by network address and by whom they claimed to be, so that
/// one who has the wrong secret waits and others behind the same address do not. As many are let pass in a minute as
/// attempts to sign in; counted in memory, by each node for itself.
/// </summary>
public sealed class FailedAttempts : IDisposable
{
    private readonly PartitionedRateLimiter<string> failures;

    internal FailedAttempts(IOptions<LimitsOptions> options) =>
        failures = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetFixedWindowLimiter(
            who, _ => new FixedWindowRateLimiterOptions
            {
                PermitLimit = options.Value.SignInsPerMinute, Window = TimeSpan.FromMinutes(1),
            }));

    /// <summary>How long to wait before the next attempt is looked at; null for not at all.</summary>
    /// <param name="claimed">Who they say they are, where there is such a one; else empty.</param>
    public TimeSpan? Wait(HttpContext http, string claimed)
    {
        using var lease = failures.AttemptAcquire(Who(http, claimed), 0);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Count(HttpContext http, string claimed) => failures.AttemptAcquire(Who(http, claimed)).Dispose();

    public void Dispose() => failures.Dispose();

    private static string Who(HttpContext http, string claimed) => $"{SessionCookie.Address(http)} {claimed}";
}
