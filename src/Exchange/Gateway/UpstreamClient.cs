using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.RateLimiting;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// The connections to one upstream, kept and used again, with what protects it: the most calls at a time, and the
/// breaker. Never an <c>HttpClient</c>, which would keep bodies in memory.
/// </summary>
internal sealed class UpstreamClient : IDisposable
{
    /// <summary>After which a name is looked up again.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(2);

    private readonly HttpMessageInvoker invoker;
    private readonly ConcurrencyLimiter limiter;

    public UpstreamClient(Upstream upstream, UpstreamAddress addresses, TimeProvider clock)
    {
        Settings = upstream;
        invoker = new HttpMessageInvoker(Handler(upstream, addresses));
        limiter = new ConcurrencyLimiter(new() { PermitLimit = upstream.Concurrent, QueueLimit = 0 });
        Breaker = new(upstream.FailuresToRest, upstream.LongestRest, clock);
    }

    public Upstream Settings { get; }

    public CircuitBreaker Breaker { get; }

    /// <summary>A place among the calls at one time; not acquired when all are taken.</summary>
    public RateLimitLease Admit() => limiter.AttemptAcquire();

    /// <summary>Sends a request and comes back with the headers of the answer.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var secure = Settings.Address.Scheme == Uri.UriSchemeHttps;
        request.Version = secure || Settings.Http2InClear ? HttpVersion.Version20 : HttpVersion.Version11;
        request.VersionPolicy = !secure && Settings.Http2InClear
            ? HttpVersionPolicy.RequestVersionExact : HttpVersionPolicy.RequestVersionOrLower;
        return invoker.SendAsync(request, cancellation);
    }

    public void Dispose()
    {
        invoker.Dispose();
        limiter.Dispose();
    }

    private static SocketsHttpHandler Handler(Upstream upstream, UpstreamAddress addresses) => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = upstream.Connecting,
        PooledConnectionLifetime = Lifetime,
        ConnectCallback = addresses.ConnectAsync,
        // What the caller sends to trace its call passes as it is.
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8,
        SslOptions = new SslClientAuthenticationOptions
        {
            ClientCertificates = upstream.ClientCertificate is { } certificate ? [certificate] : null,
            CertificateChainPolicy = upstream.TrustedRoots is { } roots ? Trusting(roots) : null,
        },
    };

    private static X509ChainPolicy Trusting(X509Certificate2Collection roots)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(roots);
        return policy;
    }
}

/// <summary>One client per upstream. An upstream whose settings changed gets a new one; calls under way keep the old.</summary>
internal sealed class UpstreamClients(UpstreamAddress addresses, TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<string, UpstreamClient> clients = new(StringComparer.Ordinal);

    /// <summary>One that was replaced is not disposed: its connections close by themselves when they are idle.</summary>
    public UpstreamClient Of(Upstream upstream)
    {
        var lasting = upstream with { MaintenanceUntil = null };
        return clients.AddOrUpdate(
            upstream.Name, _ => new(lasting, addresses, clock),
            (_, known) => known.Settings == lasting ? known : new(lasting, addresses, clock));
    }

    public void Dispose()
    {
        foreach (var client in clients.Values)
        {
            client.Dispose();
        }
    }
}
