using System.Net;
using System.Text;
using System.Text.Json;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Data;
using Phusa.Kernel.Net;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Asks peers, over connections as guarded as those of calls: no redirects, a limit to size and time. In the clear only
/// within the networks that the operator named.
/// </summary>
internal sealed class PeerConnection : IDisposable
{
    private const int Largest = 16 * 1024 * 1024;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly HttpClient secure;
    private readonly HttpClient inClear;

    public PeerConnection(UpstreamAddress addresses) => (secure, inClear) = (
        Client(addresses.MayReach), Client(address => addresses.MayReach(address) && !PublicAddress.Is(address)));

    /// <summary>A short answer, held whole; or why there is none, as people read it.</summary>
    public async Task<Outcome<PeerAnswer>> AskAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Longest);
        var host = request.RequestUri!.Authority;
        try
        {
            using var answer = await Of(request).SendAsync(request, HttpCompletionOption.ResponseContentRead, patience.Token);
            return new PeerAnswer(
                (int)answer.StatusCode, Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(patience.Token)),
                answer.Headers.ToDictionary(
                    header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
        }
        catch (Exception failure) when (IsFailure(failure, cancellation))
        {
            return Unreachable(failure, host);
        }
    }

    /// <summary>Begins a long answer; the caller reads it to its end or lets it go.</summary>
    public async Task<Outcome<HttpResponseMessage>> BeginAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            return await Of(request).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        }
        catch (Exception failure) when (IsFailure(failure, cancellation))
        {
            return Unreachable(failure, request.RequestUri!.Authority);
        }
    }

    public void Dispose()
    {
        secure.Dispose();
        inClear.Dispose();
    }

    public static bool IsFailure(Exception failure, CancellationToken cancellation) => failure is HttpRequestException or IOException
        || (failure is OperationCanceledException && !cancellation.IsCancellationRequested);

    public static Refusal Unreachable(Exception failure, string host) => new(new Problem(
        "address", "peer.unreachable", CauseWords.Of(ConnectionCauses.Of(failure) ?? ConnectionCause.BrokeOff, host, null)));

    private HttpClient Of(HttpRequestMessage request) => request.RequestUri!.Scheme == Uri.UriSchemeHttps ? secure : inClear;

    private static HttpClient Client(Func<IPAddress, bool> mayReach) => new(new SocketsHttpHandler
    {
        UseProxy = false, AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10), PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancellation) => PublicAddress.ConnectAsync(context.DnsEndPoint, mayReach, cancellation),
    })
    {
        MaxResponseContentBufferSize = Largest, Timeout = Timeout.InfiniteTimeSpan,
    };
}

/// <param name="Headers">Of the answer, not of its content.</param>
internal sealed record PeerAnswer(int Status, string Body, IReadOnlyDictionary<string, string> Headers)
{
    public bool IsWell => Status == StatusCodes.Status200OK;

    /// <summary>Null for what is no such JSON.</summary>
    public T? Json<T>() where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Body, JsonStorage.Options);
        }
        catch (JsonException)
        {
            // What is none is not read; the caller says so.
            return null;
        }
    }
}
