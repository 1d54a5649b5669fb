using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Phusa.Exchange.Systems;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Clients of a security server, which know nothing of this program.</summary>
public sealed class XRoadTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Provider = $"GL/GOV/{PhusaHost.Department}";

    [Fact]
    public async Task A_client_calls_with_its_certificate_and_gets_the_headers_of_the_protocol()
    {
        var (client, id) = await ClientAsync("crossed_wells");
        client.DefaultRequestHeaders.Add("X-Road-Id", "fa2e18a5-c2cb-4d09-b994-f57727f7c3fb");

        var answer = await client.GetAsync($"/r1/{Provider}/crossed_wells/v1/rows/1?a=b");

        Assert.Equal("""{"no":1,"commune":"23560"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(id, answer.Headers.GetValues("X-Road-Client").Single());
        Assert.Equal($"{Provider}/crossed_wells/v1", answer.Headers.GetValues("X-Road-Service").Single());
        Assert.Equal("fa2e18a5-c2cb-4d09-b994-f57727f7c3fb", answer.Headers.GetValues("X-Road-Id").Single());
        Assert.Equal(
            answer.Headers.GetValues("Phusa-Call").Single(), answer.Headers.GetValues("X-Road-Request-Id").Single());
        Assert.Contains("entry=outcome", answer.Headers.GetValues("Phusa-Receipt").Single(), StringComparison.Ordinal);
        var head = $"GET /r1/{Provider}/crossed_wells/v1/rows/1?a=b\r\nx-road-client:{id}\r\n"
            + "x-road-id:fa2e18a5-c2cb-4d09-b994-f57727f7c3fb\r\n";
        Assert.Equal(
            Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes(head))),
            answer.Headers.GetValues("X-Road-Request-Hash").Single());
        Assert.False(answer.Headers.Contains("X-Road-Error"));
    }

    [Fact]
    public async Task Faults_of_the_exchange_are_flagged_and_those_of_the_provider_are_not()
    {
        var (client, _) = await ClientAsync("flagged_wells");
        await host.OfferedAsync("ungranted_wells");
        foreach (var (path, status, error) in new[]
        {
            ("flagged_wells/v1/rows/9", HttpStatusCode.NotFound, null),
            ("ungranted_wells/v1/rows/1", HttpStatusCode.InternalServerError, "Server.ServerProxy.AccessDenied"),
            ("flagged_wells/v2/rows/1", HttpStatusCode.InternalServerError, "Server.ServerProxy.UnknownService"),
            ("flagged_wells/v1/rows/a%2Fb", HttpStatusCode.BadRequest, "Client.BadRequest"),
        })
        {
            var answer = await client.GetAsync($"/r1/{Provider}/{path}");
            Assert.Equal(status, answer.StatusCode);
            Assert.Equal(error, answer.Headers.TryGetValues("X-Road-Error", out var told) ? told.Single() : null);
            var said = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
            Assert.Equal(error, error is null ? null : (string?)said["type"]);
        }
        Assert.Equal(
            "Server.ServerProxy.UnknownService",
            (await client.GetAsync($"/r1/XX/GOV/{PhusaHost.Department}/flagged_wells/v1/rows/1")).Headers.GetValues("X-Road-Error").Single());
    }

    [Fact]
    public async Task Whoever_does_not_prove_the_system_it_names_is_refused()
    {
        var (client, id) = await ClientAsync("proven_wells");
        var path = $"/r1/{Provider}/proven_wells/v1/exists/1";
        using var anyone = host.Anyone();
        Assert.Equal("Client.BadRequest", await ErrorAsync(anyone, path));
        anyone.DefaultRequestHeaders.Add("X-Road-Client", id);
        Assert.Equal("Server.ClientProxy.SslAuthenticationFailed", await ErrorAsync(anyone, path));
        client.DefaultRequestHeaders.Remove("X-Road-Client");
        client.DefaultRequestHeaders.Add("X-Road-Client", "GL/COM/THU-NGHIEM/he-thong-khac");
        Assert.Equal("Server.ClientProxy.SslAuthenticationFailed", await ErrorAsync(client, path));

        var (token, _) = await host.GrantedAsync(await host.OfferedAsync("token_wells"));
        token.DefaultRequestHeaders.Add("X-Road-Client", id);
        Assert.Equal("Server.ClientProxy.SslAuthenticationFailed", await ErrorAsync(token, path));
    }

    [Fact]
    public async Task What_cannot_be_said_back_in_a_header_or_names_no_class_is_refused()
    {
        var (known, id) = await ClientAsync("worded_wells");
        using var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = known.BaseAddress,
        };
        client.DefaultRequestHeaders.Add(
            ExchangeHost.CertificateHeader, known.DefaultRequestHeaders.GetValues(ExchangeHost.CertificateHeader));
        var path = $"/r1/{Provider}/worded_wells/v1/exists/1";
        foreach (var (name, value, error) in new[]
        {
            ("X-Road-Id", "số 1", "Client.BadRequest"),
            ("X-Road-Id", new string('a', 256), "Client.BadRequest"),
            ("X-Road-Client", "GL/COM/THU-NGHIEM/hệ-thống", "Client.BadRequest"),
            ("X-Road-Client", id.Replace("COM", "1", StringComparison.Ordinal), "Server.ClientProxy.SslAuthenticationFailed"),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
            if (name == "X-Road-Id")
            {
                request.Headers.Add("X-Road-Client", id);
            }
            var answer = await client.SendAsync(request);
            Assert.Equal(error, answer.Headers.GetValues("X-Road-Error").Single());
            Assert.All(answer.Headers.SelectMany(header => header.Value), told => Assert.True(Ascii.IsValid(told)));
            Assert.NotEqual(value, answer.Headers.GetValues("X-Road-Id").Single());
        }
    }

    [Fact]
    public async Task A_provider_that_is_none_is_an_unknown_service()
    {
        var (client, _) = await ClientAsync("nobodys_wells");
        foreach (var provider in new[] { $"GL/0/{PhusaHost.Department}", "GL/GOV/H%C3%A9" })
        {
            var answer = await client.GetAsync($"/r1/{provider}/nobodys_wells/v1/exists/1");
            Assert.Equal("Server.ServerProxy.UnknownService", answer.Headers.GetValues("X-Road-Error").Single());
            Assert.Equal($"{provider}/nobodys_wells/v1", answer.Headers.GetValues("X-Road-Service").Single());
        }
    }

    private static async Task<string?> ErrorAsync(HttpClient client, string path) =>
        (await client.GetAsync(path)).Headers.TryGetValues("X-Road-Error", out var told) ? told.Single() : null;

    /// <summary>A system with an agreement, whose proxy passes its certificate on; and its identifier.</summary>
    private async Task<(HttpClient Client, string Id)> ClientAsync(string service)
    {
        var (client, agreement) = await host.GrantedAsync(await host.OfferedAsync(service));
        var system = (await host.Services.GetRequiredService<SystemStore>().FindAsync(agreement.SystemId, default))!;
        using var certificate = ExchangeHost.Certificate(system.System.Code);
        await host.CredentialAsync(system.System, "certificate", certificate.ExportCertificatePem());
        client.DefaultRequestHeaders.Authorization = null;
        client.DefaultRequestHeaders.Add(ExchangeHost.CertificateHeader, Uri.EscapeDataString(certificate.ExportCertificatePem()));
        var id = system.System.XRoadId("GL", system.Member);
        client.DefaultRequestHeaders.Add("X-Road-Client", id);
        return (client, id);
    }
}
