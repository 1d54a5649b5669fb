using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Upstreams;

namespace Phusa.Tests.Unit.Exchange.Upstreams;

public sealed class ReadUpstreamTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private static readonly UpstreamOrder Sound = new("https://ho-tich.example.vn/api", "bearer", Secret: "0123456789abcdef-XYZ");

    [Fact]
    public void What_is_left_out_is_as_usual()
    {
        var read = Read(Sound).Value!;

        Assert.Equal(new UpstreamLimits(15, 100, 2, 100, null), read.Limits);
        Assert.Equal(new("Authorization", "Bearer 0123456789abcdef-XYZ"), Assert.Single(read.Authentication.Headers));
        Assert.Equal("https://ho-tich.example.vn/api", read.HealthAddress.AbsoluteUri);
        Assert.Null(read.Maintenance);
    }

    [Fact]
    public void All_problems_are_told_at_once()
    {
        var refused = Read(new(
            "ftp://x", "header", "Host", "a\nb", "không phải chứng thư", null, "x", "health", 0, 601, 6, 0, 0, Now.AddHours(1),
            new string('x', 301), "code", "0"));

        Assert.Equal(
            [
                "upstream.address", "upstream.certificate-unreadable", "upstream.error-rule", "upstream.header-invalid",
                "upstream.health-path", "upstream.message-long", "upstream.out-of-range", "upstream.out-of-range",
                "upstream.out-of-range", "upstream.out-of-range", "upstream.out-of-range", "upstream.roots-unreadable",
                "upstream.secret-invalid",
            ],
            refused.Problems.Select(problem => problem.Code).Order());
    }

    [Theory]
    [InlineData("http://10.0.0.5/a", "upstream.private-address")]
    [InlineData("http://127.0.0.1:8080", "upstream.private-address")]
    [InlineData("http://[::1]/", "upstream.private-address")]
    [InlineData("http://169.254.169.254/latest", "upstream.private-address")]
    [InlineData("http://10.21.3.4/a", null)]
    [InlineData("https://an:mat-khau@example.vn/", "upstream.address")]
    [InlineData("https://example.vn/?a=1", "upstream.address")]
    [InlineData("https://example.vn/#a", "upstream.address")]
    [InlineData("example.vn", "upstream.address")]
    public void An_address_is_public_or_of_a_named_network(string address, string? code) => Assert.Equal(
        code, Read(Sound with { Address = address }).Problems.Select(problem => problem.Code).SingleOrDefault());

    [Theory]
    [InlineData("/health?deep=true", null)]
    [InlineData("/../../admin", "upstream.health-path")]
    [InlineData("//evil.example", "upstream.health-path")]
    [InlineData("/a b", "upstream.health-path")]
    [InlineData("/a#b", "upstream.health-path")]
    public void The_path_to_ask_stays_below_the_address(string path, string? code) => Assert.Equal(
        code, Read(Sound with { HealthPath = path }).Problems.Select(problem => problem.Code).SingleOrDefault());

    [Fact]
    public void A_secret_that_is_left_out_stays_but_not_for_another_host()
    {
        var was = Read(Sound).Value!;
        string? Code(UpstreamOrder order) => Read(order with { Secret = null }, was).Problems.Select(problem => problem.Code).SingleOrDefault();

        Assert.Equal("0123456789abcdef-XYZ", Read(Sound with { Secret = " ", Address = "https://ho-tich.example.vn/v2" }, was).Value!.Authentication.Secret);
        Assert.Equal("upstream.secret-again", Code(Sound with { Address = "https://toi.example.vn/api" }));
        Assert.Equal("upstream.secret-again", Code(Sound with { Address = "http://ho-tich.example.vn/api" }));
        Assert.Equal("upstream.secret-again", Code(Sound with { Address = "https://ho-tich.example.vn:8443/api" }));
        Assert.Equal("upstream.secret-missing", Code(Sound with { Authentication = "header", Name = "X-Api-Key" }));
        Assert.Equal("upstream.secret-missing", Read(Sound with { Secret = null }).Problems.Single().Code);
    }

    [Fact]
    public void What_is_shown_and_printed_has_no_secret()
    {
        var read = Read(Sound with { Authentication = "basic", Name = "gateway" }).Value!;

        Assert.Equal("…-XYZ", read.Authentication.Hint);
        Assert.Equal("…", new UpstreamAuthentication(AuthenticationKind.Bearer, null, "short").Hint);
        foreach (var printed in new[] { $"{read}", $"{read.Authentication}", $"{Sound}" })
        {
            Assert.DoesNotContain("0123456789", printed, StringComparison.Ordinal);
        }
        Assert.Equal(
            "Basic " + Convert.ToBase64String("gateway:0123456789abcdef-XYZ"u8), Assert.Single(read.Authentication.Headers).Value);
    }

    [Fact]
    public void A_certificate_comes_with_its_key_as_PEM_or_PFX_and_goes_when_it_is_empty()
    {
        using var certificate = Certificate(Now.AddDays(30));
        var pem = certificate.ExportCertificatePem();
        var key = certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        var pfx = Convert.ToBase64String(certificate.Export(X509ContentType.Pfx, "mật khẩu"));

        var whole = Read(Sound with { Certificate = pem + "\n" + key });
        Assert.Equal(certificate.Thumbprint, Thumbprint(whole.Value!));
        Assert.Equal(certificate.Thumbprint, Thumbprint(Read(Sound with { Certificate = pfx, CertificatePassword = "mật khẩu" }).Value!));
        Assert.Equal(certificate.Thumbprint, Thumbprint(Read(Sound, whole.Value).Value!));
        Assert.Null(Read(Sound with { Certificate = "" }, whole.Value).Value!.Certificate);
        Assert.Equal("upstream.certificate-without-key", Read(Sound with { Certificate = pem }).Problems.Single().Code);
        Assert.Equal("upstream.certificate-unreadable", Read(Sound with { Certificate = pfx, CertificatePassword = "sai" }).Problems.Single().Code);
        using var ended = Certificate(Now.AddDays(-1));
        Assert.Equal("upstream.certificate-expired", Read(Sound with
        {
            Certificate = Convert.ToBase64String(ended.Export(X509ContentType.Pfx)),
        }).Problems.Single().Code);
    }

    private static string Thumbprint(UpstreamSettings settings)
    {
        using var loaded = settings.Certificate!.Load();
        Assert.True(loaded.HasPrivateKey);
        return loaded.Thumbprint;
    }

    private static X509Certificate2 Certificate(DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=truc-lien-thong", key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(-10), until);
    }

    private static Phusa.Kernel.Outcomes.Outcome<UpstreamSettings> Read(UpstreamOrder order, UpstreamSettings? was = null) =>
        new ReadUpstream(order, was, new UpstreamAddress(IPNetwork.Parse("10.21.0.0/16")), Now).Run(Guid.Empty, "An");
}
