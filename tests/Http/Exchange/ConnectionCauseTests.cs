using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Upstreams;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Why a system cannot be reached is named as its owner would have to look for it.</summary>
public sealed class ConnectionCauseTests : IDisposable
{
    private readonly UpstreamAddress addresses = new(IPNetwork.Parse("127.0.0.0/8"));
    private readonly UpstreamClients clients;

    public ConnectionCauseTests() => clients = new(addresses, TimeProvider.System);

    public void Dispose() => clients.Dispose();

    [Theory]
    [InlineData(200, true, ConnectionCause.Answers)]
    [InlineData(404, false, ConnectionCause.Answers)]
    [InlineData(404, true, ConnectionCause.Status)]
    [InlineData(302, true, ConnectionCause.Status)]
    [InlineData(500, false, ConnectionCause.Status)]
    [InlineData(401, false, ConnectionCause.AuthenticationRefused)]
    [InlineData(403, true, ConnectionCause.AuthenticationRefused)]
    public async Task A_status_is_judged_by_what_was_asked(int status, bool isHealthPath, object cause)
    {
        await using var system = await TestUpstream.StartAsync(context =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        });

        Assert.Equal(new CheckResult((ConnectionCause)cause, status), await AskAsync(system.Upstream, isHealthPath));
    }

    [Fact]
    public async Task Nobody_there_is_told_from_nobody_of_that_name()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        Assert.Equal(ConnectionCause.Refused, (await AskAsync(new("a", new($"http://127.0.0.1:{port}/")))).Cause);
        Assert.Equal(ConnectionCause.NoSuchName, (await AskAsync(new("b", new("http://khong-co.invalid/")))).Cause);
        Assert.Equal(ConnectionCause.PrivateAddress, (await AskAsync(new("c", new("http://10.0.0.5/")))).Cause);
    }

    [Fact]
    public async Task Silence_and_what_is_no_HTTP_are_two_things()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        var asking = AskAsync(new("a", address));
        using (var other = await listener.AcceptTcpClientAsync())
        {
            await other.GetStream().WriteAsync("SSH-2.0-OpenSSH\r\n"u8.ToArray());
        }
        Assert.Equal(ConnectionCause.BrokeOff, (await asking).Cause);

        var waiting = AskAsync(new("b", address));
        using var silent = await listener.AcceptTcpClientAsync();
        Assert.Equal(ConnectionCause.TimedOut, (await waiting).Cause);
    }

    [Theory]
    [InlineData("127.0.0.1", 1, true, ConnectionCause.Answers)]
    [InlineData("127.0.0.1", 1, false, ConnectionCause.TlsUntrusted)]
    [InlineData("127.0.0.1", -1, true, ConnectionCause.TlsExpired)]
    [InlineData("127.0.0.2", 1, true, ConnectionCause.TlsOtherName)]
    public async Task What_is_wrong_with_a_certificate_is_named(string name, int days, bool isTrusted, object cause)
    {
        using var certificate = Certificate(name, days);
        await using var system = await TestUpstream.StartAsync(
            _ => Task.CompletedTask, listen: listen => listen.UseHttps(certificate));

        var found = await AskAsync(new("a", system.Address) { TrustedRoots = isTrusted ? [certificate] : null });

        Assert.Equal((ConnectionCause)cause, found.Cause);
    }

    [Fact]
    public async Task A_client_certificate_that_is_asked_for_and_not_there_is_no_fault_of_the_other_certificate()
    {
        using var certificate = Certificate("127.0.0.1", 1);
        await using var system = await TestUpstream.StartAsync(_ => Task.CompletedTask, listen: listen => listen.UseHttps(https =>
        {
            https.ServerCertificate = certificate;
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (one, _, _) => one.Thumbprint == certificate.Thumbprint;
        }));
        var upstream = new Upstream("a", system.Address) { TrustedRoots = [certificate] };

        Assert.Contains((await AskAsync(upstream)).Cause, new[] { ConnectionCause.TlsFailed, ConnectionCause.BrokeOff });
        Assert.Equal(ConnectionCause.Answers, (await AskAsync(upstream with { ClientCertificate = certificate })).Cause);
    }

    private Task<CheckResult> AskAsync(Upstream upstream, bool isHealthPath = true) =>
        new AskUpstream(clients, addresses).RunAsync(upstream, [], upstream.Address, isHealthPath, default);

    private static X509Certificate2 Certificate(string name, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(name));
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-10), DateTimeOffset.UtcNow.AddDays(days));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
