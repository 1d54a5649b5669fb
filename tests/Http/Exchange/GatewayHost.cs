using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Http.Exchange;

/// <summary>A real server whose only endpoint forwards what it gets to one upstream.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly UpstreamClients clients;

    private GatewayHost(WebApplication app, UpstreamClients clients) => (this.app, this.clients) = (app, clients);

    public ConcurrentQueue<ForwardResult> Results { get; } = [];

    public Uri Address => new(app.Urls.First());

    public static async Task<GatewayHost> StartAsync(
        Upstream upstream, Func<ForwardedCall, ForwardedCall>? call = null, Action<KestrelServerOptions>? server = null,
        UpstreamAddress? addresses = null, HttpProtocols protocols = HttpProtocols.Http1)
    {
        var app = Server(protocols, server);
        var clients = new UpstreamClients(
            addresses ?? new(IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")), TimeProvider.System);
        var host = new GatewayHost(app, clients);
        var forwarder = new Forwarder(clients, TimeProvider.System);
        app.Run(context => host.AnswerAsync(context, forwarder, upstream, call ?? (one => one)));
        await app.StartAsync();
        return host;
    }

    /// <summary>A server on this machine alone, on a port that is free.</summary>
    public static WebApplication Server(HttpProtocols protocols, Action<KestrelServerOptions>? set = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
            set?.Invoke(kestrel);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = protocols);
        });
        return builder.Build();
    }

    /// <summary>How the one call so far ended, which may be a little after its answer came.</summary>
    public async Task<ForwardResult> ResultAsync()
    {
        for (var wait = 0; wait < 200 && Results.IsEmpty; wait++)
        {
            await Task.Delay(50);
        }
        Assert.True(Results.TryDequeue(out var result), "No call has ended");
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        clients.Dispose();
    }

    private async Task AnswerAsync(
        HttpContext context, Forwarder forwarder, Upstream upstream, Func<ForwardedCall, ForwardedCall> call)
    {
        var raw = context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        if (TargetPath.Read(raw, context.Request.Path.Value ?? "") is not { IsDone: true, Value: var target })
        {
            context.Response.StatusCode = 400;
            return;
        }
        var forwarded = call(new ForwardedCall(target));
        var result = await forwarder.ForwardAsync(context, upstream, forwarded, context.RequestAborted);
        if (!context.Response.HasStarted && ForwardProblem.Of(upstream.Name, forwarded.LargestBody, result) is { } refusal)
        {
            await refusal.Answer(context.Response).ExecuteAsync(context);
        }
        Results.Enqueue(result);
    }
}
