namespace Phusa.Exchange.Upstreams;

/// <summary>How asking an upstream ended, once.</summary>
/// <param name="Status">Null where no answer came.</param>
internal sealed record CheckResult(ConnectionCause Cause, int? Status)
{
    public bool IsWell => Cause == ConnectionCause.Answers;
}

/// <summary>How an upstream stands, as it was last seen.</summary>
/// <param name="Last">Null before it was first asked.</param>
/// <param name="Since">Since when it goes well, or since when it does not.</param>
/// <param name="Checking">Whether its answers are compared with their description.</param>
internal sealed record UpstreamHealth(
    Guid ServiceId, CheckResult? Last, DateTimeOffset? Since, DateTimeOffset? CheckedAt, long Revision, AnswerChecking Checking)
{
    /// <summary>After another look.</summary>
    public UpstreamHealth After(CheckResult result, DateTimeOffset now) => this with
    {
        Last = result, CheckedAt = now, Since = Last?.IsWell == result.IsWell ? Since : now,
    };
}
