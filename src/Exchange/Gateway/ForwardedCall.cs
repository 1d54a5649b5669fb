using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Passes the body of an answer to the caller, changed or not; may change the answer's headers until it writes.
/// </summary>
/// <exception cref="AnswerRefusedException">The answer may not be passed on.</exception>
internal delegate Task AnswerBody(HttpResponse response, Stream from, Stream to, CancellationToken cancellation);

/// <summary>What the gateway decided about a call before it forwards it.</summary>
internal sealed record ForwardedCall(TargetPath Target)
{
    /// <summary>Says who calls, for which purpose, and signs the gateway in at the upstream.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> OwnHeaders { get; init; } = [];

    /// <summary>Bytes of a request's body; null for no limit.</summary>
    public long? LargestBody { get; init; }

    public BytesSeen? RequestSeen { get; init; }

    /// <summary>The answer as it leaves.</summary>
    public BytesSeen? AnswerSeen { get; init; }

    /// <summary>
    /// Bytes that are held of an answer of unknown length, so that one no longer than this leaves whole; 0 or null to send
    /// each as it comes.
    /// </summary>
    public Func<HttpResponse, int>? Hold { get; init; }

    /// <summary>Runs when the answer begins; told whether the request's body is still on its way.</summary>
    public Action<bool>? Answering { get; init; }

    /// <summary>Is shown the head of the upstream's answer, whose trailers come in there once the body was read.</summary>
    public Action<HttpResponseMessage>? Answered { get; init; }

    /// <summary>Null to pass the body as it is.</summary>
    public AnswerBody? Body { get; init; }

    /// <summary>
    /// Runs once before the last byte of an answer leaves: what must be durable before the caller has the whole of it.
    /// A problem withholds that byte.
    /// </summary>
    public Func<CancellationToken, Task<Problem?>>? BeforeEnd { get; init; }
}

/// <summary>An answer came, but may not be passed on, or not to its end.</summary>
internal sealed class AnswerRefusedException(Problem problem) : Exception(problem.Message.En)
{
    public Problem Problem => problem;
}
