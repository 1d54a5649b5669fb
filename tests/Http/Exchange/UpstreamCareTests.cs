using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Phusa.Exchange.Gateway;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Http.Exchange;

public sealed class UpstreamCareTests
{
    [Fact]
    public async Task An_upstream_that_failed_in_a_row_is_left_alone()
    {
        await using var upstream = await TestUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream with { FailuresToRest = 3 });
        using var client = new HttpClient();
        for (var call = 0; call < 3; call++)
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync(gateway.Address)).StatusCode);
        }

        var resting = await client.GetAsync(gateway.Address);

        Assert.Equal("upstream.resting", await resting.CodeAsync());
        Assert.InRange(resting.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 2);
        Assert.Equal(3, upstream.Calls);
    }

    [Fact]
    public async Task No_more_calls_at_a_time_than_the_upstream_takes()
    {
        var go = new TaskCompletionSource();
        var began = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync(async _ =>
        {
            began.TrySetResult();
            await go.Task;
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream with { Concurrent = 1 });
        using var client = new HttpClient();
        var first = client.GetAsync(gateway.Address);
        await began.Task;

        var second = await client.GetAsync(gateway.Address);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.Equal("upstream.busy", await second.CodeAsync());
        Assert.NotNull(second.Headers.RetryAfter);
        go.SetResult();
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(gateway.Address)).StatusCode);
    }

    [Theory]
    [InlineData(90, HttpStatusCode.ServiceUnavailable)]
    [InlineData(-1, HttpStatusCode.OK)]
    public async Task Maintenance_says_until_when(int seconds, HttpStatusCode status)
    {
        await using var upstream = await TestUpstream.StartAsync(_ => Task.CompletedTask);
        await using var gateway = await GatewayHost.StartAsync(
            upstream.Upstream with { MaintenanceUntil = DateTimeOffset.UtcNow.AddSeconds(seconds) });
        using var client = new HttpClient();

        var answer = await client.GetAsync(gateway.Address);

        Assert.Equal(status, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? -1, seconds < 0 ? -1 : 80, seconds);
    }

    [Fact]
    public async Task A_body_that_is_announced_too_large_goes_nowhere()
    {
        await using var upstream = await TestUpstream.StartAsync(_ => Task.CompletedTask);
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream, call => call with { LargestBody = 2048 });
        using var client = new HttpClient();

        var answer = await client.PostAsync(gateway.Address, new ByteArrayContent(new byte[2049]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("request.too-large", await answer.CodeAsync());
        Assert.Equal(0, upstream.Calls);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(gateway.Address, new ByteArrayContent(new byte[2048]))).StatusCode);
    }

    [Fact]
    public async Task A_body_that_turns_out_too_large_is_never_whole_upstream()
    {
        var whole = false;
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            whole = true;
        });
        await using var gateway = await GatewayHost.StartAsync(
            upstream.Upstream, call => call with { LargestBody = 100_000 });
        using var client = new HttpClient();
        var request = new HttpRequestMessage(HttpMethod.Post, gateway.Address) { Content = new ByteArrayContent(new byte[200_000]) };
        request.Headers.TransferEncodingChunked = true;

        var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal(ForwardEnd.RequestTooLarge, (await gateway.ResultAsync()).End);
        Assert.False(whole);
    }

    [Fact]
    public async Task Trailers_and_both_versions_pass()
    {
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            Assert.True(HttpProtocol.IsHttp2(context.Request.Protocol));
            await context.Response.WriteAsync(await new StreamReader(context.Request.Body).ReadToEndAsync());
            context.Response.AppendTrailer("X-Checksum", "abc");
        }, HttpProtocols.Http2);
        await using var gateway = await GatewayHost.StartAsync(
            upstream.Upstream with { Http2InClear = true }, protocols: HttpProtocols.Http2);
        using var client = BreakOffTests.Client(HttpProtocols.Http2);

        var answer = await client.PostAsync(gateway.Address, new StringContent("xin chào"));

        Assert.Equal("xin chào", await answer.Content.ReadAsStringAsync());
        Assert.Equal(["abc"], answer.TrailingHeaders.GetValues("X-Checksum"));
    }

    [Fact]
    public async Task A_certificate_is_shown_to_an_upstream_that_asks_for_one()
    {
        using var authority = Certificate("CN=agency", isAuthority: true, null);
        using var server = Certificate("CN=localhost", isAuthority: false, authority);
        using var own = Certificate("CN=exchange", isAuthority: false, authority);
        await using var upstream = await TestUpstream.StartAsync(
            context => context.Response.WriteAsync($"{context.Request.Protocol} {context.Connection.ClientCertificate?.Subject}"),
            HttpProtocols.Http1AndHttp2,
            listen => listen.UseHttps(server, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
                https.AllowAnyClientCertificate();
            }));
        var address = new UriBuilder(upstream.Address) { Scheme = "https", Host = "localhost" }.Uri;
        var settings = new Upstream("mtls", address) { TrustedRoots = [authority] };
        await using var gateway = await GatewayHost.StartAsync(settings with { ClientCertificate = own });
        using var client = new HttpClient();

        Assert.Equal("HTTP/2 CN=exchange", await client.GetStringAsync(gateway.Address));

        await using var untrusting = await GatewayHost.StartAsync(settings with { TrustedRoots = [own] });
        await BreakOffTests.RefusedAsync(untrusting, HttpStatusCode.BadGateway, "upstream.unreachable");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_last_byte_waits_for_the_evidence(bool lengthKnown)
    {
        var written = new TaskCompletionSource<Problem?>();
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            context.Response.ContentLength = lengthKnown ? 6 : null;
            await context.Response.WriteAsync("one");
            await context.Response.Body.FlushAsync();
            await Task.Delay(100);
            await context.Response.WriteAsync("two");
        });
        await using var gateway = await GatewayHost.StartAsync(
            upstream.Upstream, call => call with { BeforeEnd = _ => written.Task });
        using var client = new HttpClient();
        var whole = client.GetStringAsync(gateway.Address);

        await Task.Delay(500);
        Assert.False(whole.IsCompleted);
        written.SetResult(null);
        Assert.Equal("onetwo", await whole);
    }

    [Fact]
    public async Task No_evidence_no_data()
    {
        await using var upstream = await TestUpstream.StartAsync(context =>
        {
            context.Response.ContentLength = 6;
            return context.Response.WriteAsync("secret");
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream, call => call with
        {
            BeforeEnd = _ => Task.FromResult<Problem?>(new("", "ledger.stopped", Text.Same("The ledger cannot be written"))),
        });

        await BreakOffTests.RefusedAsync(gateway, HttpStatusCode.ServiceUnavailable, "ledger.stopped");
    }

    [Fact]
    public async Task An_answer_without_a_body_passes_with_its_headers()
    {
        await using var upstream = await TestUpstream.StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"7\"";
            context.Response.StatusCode = context.Request.Path == "/304" ? 304 : 200;
            context.Response.ContentLength = context.Request.Path == "/304" ? null : 5000;
            return Task.CompletedTask;
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();

        var head = await client.SendAsync(new(HttpMethod.Head, gateway.Address));
        var same = await client.GetAsync(new Uri(gateway.Address, "/304"));

        Assert.Equal(5000, head.Content.Headers.ContentLength);
        Assert.Equal((HttpStatusCode.NotModified, "\"7\""), (same.StatusCode, same.Headers.ETag?.Tag));
    }

    private static X509Certificate2 Certificate(string name, bool isAuthority, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var (from, to) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        if (issuer is null)
        {
            return request.CreateSelfSigned(from, to);
        }
        using var signed = request.Create(issuer, from.AddHours(1), to.AddHours(-1), [1, 2, 3, (byte)name.Length]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null);
    }
}
