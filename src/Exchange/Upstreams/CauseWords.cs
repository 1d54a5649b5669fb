using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Upstreams;

/// <summary>Causes as people read them: what it is, and what to do about it.</summary>
internal static class CauseWords
{
    public static Text Of(ConnectionCause cause, string host, int? status) => cause switch
    {
        ConnectionCause.Answers => T.CauseAnswers(host),
        ConnectionCause.NoSuchName => T.CauseNoSuchName(host),
        ConnectionCause.PrivateAddress => T.CausePrivateAddress(host),
        ConnectionCause.Refused => T.CauseRefused(host),
        ConnectionCause.Unreachable => T.CauseUnreachable(host),
        ConnectionCause.TimedOut => T.CauseTimedOut(host),
        ConnectionCause.TlsUntrusted => T.CauseTlsUntrusted(host),
        ConnectionCause.TlsExpired => T.CauseTlsExpired(host),
        ConnectionCause.TlsOtherName => T.CauseTlsOtherName(host),
        ConnectionCause.TlsFailed => T.CauseTlsFailed(host),
        ConnectionCause.BrokeOff => T.CauseBrokeOff(host),
        ConnectionCause.AuthenticationRefused => T.CauseAuthenticationRefused(host, status),
        _ => T.CauseStatus(host, status),
    };

    /// <summary>Nothing where nothing is to be done.</summary>
    public static Text? Advice(ConnectionCause cause) => cause switch
    {
        ConnectionCause.Answers => null,
        ConnectionCause.NoSuchName => T.AdviceNoSuchName,
        ConnectionCause.PrivateAddress => T.AdvicePrivateAddress,
        ConnectionCause.Refused => T.AdviceRefused,
        ConnectionCause.Unreachable => T.AdviceUnreachable,
        ConnectionCause.TimedOut => T.AdviceTimedOut,
        ConnectionCause.TlsUntrusted => T.AdviceTlsUntrusted,
        ConnectionCause.TlsExpired => T.AdviceTlsExpired,
        ConnectionCause.TlsOtherName => T.AdviceTlsOtherName,
        ConnectionCause.TlsFailed => T.AdviceTlsFailed,
        ConnectionCause.BrokeOff => T.AdviceBrokeOff,
        ConnectionCause.AuthenticationRefused => T.AdviceAuthenticationRefused,
        _ => T.AdviceStatus,
    };
}
