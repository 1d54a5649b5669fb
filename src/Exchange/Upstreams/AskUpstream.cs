using Phusa.Exchange.Gateway;

namespace Phusa.Exchange.Upstreams;

/// <summary>Asks an upstream whether it is there, over the connections that calls take, and names the cause where it is not.</summary>
internal sealed class AskUpstream(UpstreamClients clients, UpstreamAddress addresses)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <param name="isHealthPath">
    /// Whether the address was made to be asked, so that it has to answer with success. Of any other it is enough that it
    /// answers and lets the gateway in.
    /// </param>
    public async Task<CheckResult> RunAsync(
        Upstream upstream, IReadOnlyList<KeyValuePair<string, string>> headers, Uri address, bool isHealthPath,
        CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Longest);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
            using var answer = await clients.Of(upstream).SendAsync(request, patience.Token);
            var status = (int)answer.StatusCode;
            return new(Judged(status, isHealthPath), status);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var cause = ConnectionCauses.Of(failure) ?? ConnectionCause.BrokeOff;
            return new(cause == ConnectionCause.TlsFailed ? await TlsAsync(upstream, cancellation) : cause, null);
        }
    }

    private async Task<ConnectionCause> TlsAsync(Upstream upstream, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Longest);
        try
        {
            return await TlsDiagnosis.RunAsync(upstream, addresses, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return ConnectionCause.TimedOut;
        }
    }

    private static ConnectionCause Judged(int status, bool isHealthPath) => status switch
    {
        401 or 403 or 407 => ConnectionCause.AuthenticationRefused,
        >= 200 and < 300 => ConnectionCause.Answers,
        < 500 when !isHealthPath => ConnectionCause.Answers,
        _ => ConnectionCause.Status,
    };
}
