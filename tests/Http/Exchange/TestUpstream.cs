using Microsoft.AspNetCore.Server.Kestrel.Core;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Http.Exchange;

/// <summary>A system of an agency, answering as a test says.</summary>
internal sealed class TestUpstream : IAsyncDisposable
{
    private readonly WebApplication app;
    private int calls;

    private TestUpstream(WebApplication app) => this.app = app;

    public int Calls => calls;

    public Uri Address => new(app.Urls.First());

    public Upstream Upstream => new("kho-du-an", Address);

    public static async Task<TestUpstream> StartAsync(
        RequestDelegate answer, HttpProtocols protocols = HttpProtocols.Http1, Action<ListenOptions>? listen = null)
    {
        var app = GatewayHost.Server(protocols, kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = null;
            if (listen is not null)
            {
                kestrel.ConfigureEndpointDefaults(listen);
            }
        });
        var upstream = new TestUpstream(app);
        app.Run(context =>
        {
            Interlocked.Increment(ref upstream.calls);
            return answer(context);
        });
        await app.StartAsync();
        return upstream;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
