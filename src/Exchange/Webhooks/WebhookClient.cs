using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Phusa.Kernel.Net;

namespace Phusa.Exchange.Webhooks;

/// <summary>Sends one event to one receiver and tells how it was answered; never throws for what a receiver does.</summary>
internal sealed class WebhookClient(WebhookAddress addresses, IOptions<ExchangeOptions> options, TimeProvider clock)
    : IDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    private static readonly SocketError[] NoSuchName =
        [SocketError.HostNotFound, SocketError.NoData, SocketError.TryAgain, SocketError.NoRecovery];

    private readonly HttpMessageInvoker invoker = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectCallback = addresses.ConnectAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        MaxResponseDrainSize = 16 * 1024,
        ActivityHeadersPropagator = null,
    });

    public async Task<WebhookAnswer> SendAsync(Uri address, SecretPair secrets, WebhookEvent told, CancellationToken cancellation)
    {
        var (at, began) = (clock.GetUtcNow(), clock.GetTimestamp());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Timeout);
        WebhookAnswer Ended(int? status, DeliveryFailure? failure, TimeSpan? retryAfter = null) =>
            new(new(at, clock.GetElapsedTime(began), status, failure), retryAfter);
        try
        {
            using var request = Request(address, secrets, told, at);
            using var answer = await invoker.SendAsync(request, limit.Token);
            return answer.IsSuccessStatusCode
                ? Ended((int)answer.StatusCode, null)
                : Ended((int)answer.StatusCode, DeliveryFailure.Refused, After(answer.Headers.RetryAfter, at));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return Ended(null, DeliveryFailure.TimedOut);
        }
        catch (HttpRequestException failure)
        {
            return Ended(null, Failure(failure));
        }
    }

    public void Dispose() => invoker.Dispose();

    private HttpRequestMessage Request(Uri address, SecretPair secrets, WebhookEvent told, DateTimeOffset at)
    {
        var body = EventBody.Of(told, options.Value.Issuer);
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json") } },
        };
        request.Headers.Add("webhook-id", told.WebhookId);
        request.Headers.Add("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("webhook-signature", SigningSecret.Sign(secrets.At(at), told.WebhookId, at, body));
        request.Headers.UserAgent.Add(new("PhuSa-Webhooks", "1"));
        return request;
    }

    private static TimeSpan? After(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Delta ?? (header?.Date is { } date && date > now ? date - now : null);

    private static DeliveryFailure Failure(HttpRequestException failure) => failure switch
    {
        { InnerException: PrivateAddressException } => DeliveryFailure.NotAllowed,
        { InnerException: SocketException broken } when NoSuchName.Contains(broken.SocketErrorCode) => DeliveryFailure.Unresolved,
        { HttpRequestError: HttpRequestError.SecureConnectionError } => DeliveryFailure.Certificate,
        _ => DeliveryFailure.Unreachable,
    };
}
