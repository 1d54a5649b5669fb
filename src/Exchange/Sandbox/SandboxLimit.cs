using System.Threading.RateLimiting;

namespace Phusa.Exchange.Sandbox;

/// <summary>How often one person or system may try: made-up answers cost nothing but time, and are no test of load.</summary>
internal sealed class SandboxLimit : IDisposable
{
    public const int PerMinute = 60;

    private readonly PartitionedRateLimiter<Guid> limiter = PartitionedRateLimiter.Create<Guid, Guid>(who =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));

    /// <summary>How long to wait; null for one who may try now.</summary>
    public TimeSpan? Wait(Guid who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
    }

    public void Dispose() => limiter.Dispose();
}
