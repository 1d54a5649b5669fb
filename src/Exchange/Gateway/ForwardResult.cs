using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Gateway;

/// <summary>How a forwarded call ended, and on whose side it failed.</summary>
internal enum ForwardEnd
{
    /// <summary>The upstream's answer, whatever its status, went to the caller whole.</summary>
    Answered,

    /// <summary>The caller left, or stopped taking what it was sent.</summary>
    ClientGone,

    RequestRefused,
    RequestTooLarge,
    RequestTooSlow,
    RequestBroken,

    /// <summary>No connection: no such name, refused, no agreement on TLS, or not in time.</summary>
    Unreachable,

    /// <summary>The name means a machine that calls are not forwarded to.</summary>
    PrivateAddress,

    /// <summary>Connected, then silent for too long.</summary>
    TimedOut,

    /// <summary>It ended in the middle of an answer, or what it sent is no HTTP.</summary>
    BrokeOff,

    /// <summary>It has as many calls as it takes at one time.</summary>
    Busy,

    /// <summary>It failed several times in a row and is left alone.</summary>
    Resting,

    Maintenance,

    /// <summary>It answered with what may not be passed on.</summary>
    AnswerRefused,
}

/// <param name="Status">Of the upstream's answer; null when none came.</param>
internal sealed record ForwardResult(ForwardEnd End, int? Status = null)
{
    public long RequestBytes { get; init; }

    public long AnswerBytes { get; init; }

    /// <summary>From the first sending until the upstream began to answer.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How often the call was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When another try may go better.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Why a request or an answer was refused.</summary>
    public Problem? Problem { get; init; }

    public Exception? Cause { get; init; }
}
