using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Http.Exchange;

public sealed class BreakOffTests
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1200);

    [Fact]
    public async Task An_upstream_that_says_nothing_is_given_up()
    {
        await using var upstream = await TestUpstream.StartAsync(Never);
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream with { Silence = Short });

        await RefusedAsync(gateway, HttpStatusCode.GatewayTimeout, "upstream.timed-out");

        Assert.Equal((ForwardEnd.TimedOut, 1), await EndAsync(gateway));
    }

    [Fact]
    public async Task An_answer_that_goes_on_moving_is_not_cut()
    {
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            for (var part = 0; part < 8; part++)
            {
                await context.Response.WriteAsync("x");
                await context.Response.Body.FlushAsync();
                await Task.Delay(Short / 5);
            }
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream with { Silence = Short });
        using var client = new HttpClient();

        Assert.Equal("xxxxxxxx", await client.GetStringAsync(gateway.Address));
    }

    [Theory]
    [InlineData(HttpProtocols.Http1, true)]
    [InlineData(HttpProtocols.Http1, false)]
    [InlineData(HttpProtocols.Http2, false)]
    public async Task An_answer_that_breaks_off_is_never_ended_as_if_it_were_whole(HttpProtocols towards, bool lengthKnown)
    {
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            context.Response.ContentLength = lengthKnown ? 1000 : null;
            await context.Response.WriteAsync("the first part");
            await context.Response.Body.FlushAsync();
            await Task.Delay(200);
            context.Abort();
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream, protocols: towards);
        using var client = Client(towards);

        var answer = await client.GetAsync(gateway.Address, HttpCompletionOption.ResponseHeadersRead);

        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((ForwardEnd.BrokeOff, 1), await EndAsync(gateway));
    }

    [Fact]
    public async Task Silence_in_the_middle_of_an_answer_breaks_it_off()
    {
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            await context.Response.WriteAsync("the first part");
            await context.Response.Body.FlushAsync();
            await Never(context);
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream with { Silence = Short });
        using var client = new HttpClient();
        var answer = await client.GetAsync(gateway.Address, HttpCompletionOption.ResponseHeadersRead);

        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsByteArrayAsync());
        Assert.Equal((ForwardEnd.TimedOut, 1), await EndAsync(gateway));
    }

    [Fact]
    public async Task What_cannot_be_reached_is_tried_again_and_then_told()
    {
        await using var gateway = await GatewayHost.StartAsync(new Upstream("tat", Nowhere()));

        await RefusedAsync(gateway, HttpStatusCode.BadGateway, "upstream.unreachable");

        Assert.Equal((ForwardEnd.Unreachable, 3), await EndAsync(gateway));
    }

    [Fact]
    public async Task A_private_address_is_not_reached_whatever_its_name()
    {
        await using var upstream = await TestUpstream.StartAsync(Never);
        var named = new UriBuilder(upstream.Address) { Host = "localhost" }.Uri;
        await using var gateway = await GatewayHost.StartAsync(new("nha", named), addresses: new UpstreamAddress());

        await RefusedAsync(gateway, HttpStatusCode.BadGateway, "upstream.private-address");

        Assert.Equal((ForwardEnd.PrivateAddress, 1), await EndAsync(gateway));
        Assert.Equal(0, upstream.Calls);
    }

    [Theory]
    [InlineData("GET", false, 3)]
    [InlineData("DELETE", false, 3)]
    [InlineData("POST", false, 1)]
    [InlineData("PUT", true, 1)]
    public async Task Only_what_may_be_repeated_is_sent_again(string method, bool body, int calls)
    {
        await using var upstream = await TestUpstream.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();

        var answer = await client.SendAsync(
            new(HttpMethod.Parse(method), gateway.Address) { Content = body ? new StringContent("x") : null });

        Assert.Equal(HttpStatusCode.BadGateway, answer.StatusCode);
        Assert.Equal("upstream.broke-off", await answer.CodeAsync());
        Assert.Equal(calls, upstream.Calls);
    }

    [Fact]
    public async Task A_second_try_may_go_well()
    {
        TestUpstream? upstream = null;
        upstream = await TestUpstream.StartAsync(context =>
        {
            if (upstream!.Calls == 1)
            {
                context.Abort();
            }
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(gateway.Address)).StatusCode);
        Assert.Equal((ForwardEnd.Answered, 2), await EndAsync(gateway));
        await upstream.DisposeAsync();
    }

    [Theory]
    [InlineData("no HTTP at all\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcde")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    public async Task What_is_no_HTTP_is_not_passed_on(string answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            while (true)
            {
                using var one = await listener.AcceptTcpClientAsync();
                var stream = one.GetStream();
                _ = await stream.ReadAsync(new byte[10_000]);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
            }
        });
        await using var gateway = await GatewayHost.StartAsync(new("la", new($"http://{listener.LocalEndpoint}")));

        await RefusedAsync(gateway, HttpStatusCode.BadGateway, "upstream.broke-off");

        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serving);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_call_upstream()
    {
        var began = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            context.RequestAborted.Register(ended.SetResult);
            began.SetResult();
            await ended.Task;
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();
        using var leaving = new CancellationTokenSource();
        var asking = client.GetAsync(gateway.Address, leaving.Token);
        await began.Task;

        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(ForwardEnd.ClientGone, (await gateway.ResultAsync()).End);
    }

    internal static async Task RefusedAsync(GatewayHost gateway, HttpStatusCode status, string code)
    {
        using var client = new HttpClient();
        var answer = await client.GetAsync(gateway.Address);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
    }

    internal static HttpClient Client(HttpProtocols protocol) => new()
    {
        DefaultRequestVersion = protocol == HttpProtocols.Http2 ? HttpVersion.Version20 : HttpVersion.Version11,
        DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
    };

    private static async Task<(ForwardEnd, int)> EndAsync(GatewayHost gateway)
    {
        var result = await gateway.ResultAsync();
        return (result.End, result.Attempts);
    }

    private static async Task Never(HttpContext context)
    {
        var left = new TaskCompletionSource();
        context.RequestAborted.Register(left.SetResult);
        await left.Task;
    }

    private static Uri Nowhere()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://{listener.LocalEndpoint}");
    }
}
