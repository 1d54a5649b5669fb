using System.Net;
using System.Text;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Upstreams;
using Phusa.Kernel.Net;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Documents;

/// <summary>
/// Fetches a document from where its system keeps it, over connections as guarded as those of calls: no redirects, a
/// limit to its size, and only so long. In the clear only within the networks that the operator named: elsewhere it
/// could be another document when it arrives.
/// </summary>
internal sealed class FetchDocument : IDisposable
{
    /// <summary>Bytes; a character takes up to four of them, few take more than one.</summary>
    private const int Largest = ApiDocument.MostCharacters + (ApiDocument.MostCharacters / 2);

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly HttpClient secure;
    private readonly HttpClient inClear;

    public FetchDocument(UpstreamAddress addresses) => (secure, inClear) = (
        Client(addresses.MayReach), Client(address => addresses.MayReach(address) && !PublicAddress.Is(address)));

    public async Task<Outcome<string>> RunAsync(string address, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var place) || place.UserInfo.Length > 0
            || (place.Scheme != Uri.UriSchemeHttps && place.Scheme != Uri.UriSchemeHttp))
        {
            return new Refusal(new Problem("document", "document.address", T.DocumentAddress));
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Longest);
        try
        {
            var client = place.Scheme == Uri.UriSchemeHttps ? secure : inClear;
            using var answer = await client.GetAsync(place, HttpCompletionOption.ResponseContentRead, patience.Token);
            return answer.StatusCode != HttpStatusCode.OK
                ? Unreachable(place.Host, ConnectionCause.Status, (int)answer.StatusCode)
                : await TextAsync(answer, patience.Token);
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded)
        {
            return new Refusal(new Problem("document", "document.too-large", T.DocumentTooLarge(ApiDocument.MostCharacters)));
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException
            || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return Unreachable(place.Host, ConnectionCauses.Of(failure) ?? ConnectionCause.BrokeOff, null);
        }
    }

    public void Dispose()
    {
        secure.Dispose();
        inClear.Dispose();
    }

    /// <summary>By its byte order mark, else UTF-8, whatever the answer says of itself.</summary>
    private static async Task<string> TextAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static Refusal Unreachable(string host, ConnectionCause cause, int? status) =>
        new(new Problem("document", "document.unreachable", CauseWords.Of(cause, host, status)));

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
