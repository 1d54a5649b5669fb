using System.Net.Sockets;
using System.Security.Authentication;
using Phusa.Kernel.Net;

namespace Phusa.Exchange.Upstreams;

/// <summary>How asking an upstream ended, by what its owner would have to look at.</summary>
internal enum ConnectionCause
{
    Answers,

    /// <summary>DNS knows no such name.</summary>
    NoSuchName,

    /// <summary>The name means a machine that calls are not forwarded to.</summary>
    PrivateAddress,

    /// <summary>The machine is there, nothing listens at the port.</summary>
    Refused,

    /// <summary>No way leads to the machine.</summary>
    Unreachable,

    TimedOut,

    /// <summary>No authority that is trusted here vouches for its certificate.</summary>
    TlsUntrusted,

    /// <summary>Its certificate is not valid any more, or not yet.</summary>
    TlsExpired,

    /// <summary>Its certificate is made out to another name.</summary>
    TlsOtherName,

    /// <summary>No TLS for another reason: no common version, or a client certificate that is missing or refused.</summary>
    TlsFailed,

    /// <summary>Connected, but what came back is no HTTP, or ended in the middle.</summary>
    BrokeOff,

    /// <summary>Status 401, 403 or 407.</summary>
    AuthenticationRefused,

    /// <summary>Any other status that is not what a sound system answers.</summary>
    Status,
}

/// <summary>What the failure of a request says of its cause, as far as it can be told from the failure itself.</summary>
internal static class ConnectionCauses
{
    /// <summary>Null for what is no failure of a connection.</summary>
    /// <param name="failure">TLS is told as <see cref="ConnectionCause.TlsFailed"/>; for more see <see cref="TlsDiagnosis"/>.</param>
    public static ConnectionCause? Of(Exception? failure) => failure switch
    {
        null => null,
        PrivateAddressException => ConnectionCause.PrivateAddress,
        SocketException socket => Of(socket.SocketErrorCode),
        AuthenticationException => ConnectionCause.TlsFailed,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => ConnectionCause.TlsFailed,
        TimeoutException or OperationCanceledException => ConnectionCause.TimedOut,
        HttpRequestException or IOException => Of(failure.InnerException) ?? ConnectionCause.BrokeOff,
        _ => null,
    };

    private static ConnectionCause Of(SocketError error) => error switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery => ConnectionCause.NoSuchName,
        SocketError.ConnectionRefused => ConnectionCause.Refused,
        SocketError.TimedOut => ConnectionCause.TimedOut,
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => ConnectionCause.BrokeOff,
        _ => ConnectionCause.Unreachable,
    };
}
