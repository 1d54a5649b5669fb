using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Tokens;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Tokens got in each of the ways, and refused.</summary>
public sealed class TokenEndpointTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private static readonly (string, string) Grant = ("grant_type", "client_credentials");

    [Fact]
    public async Task A_secret_is_taken_in_the_header_and_in_the_body()
    {
        var system = await host.SystemAsync();
        var secret = (await host.CredentialAsync(system)).Secret!;
        using var client = host.Anyone();

        var basic = await ExchangeHost.AskAsync(client, "/oauth/token", ($"{system.Id}", secret), Grant);
        var post = await ExchangeHost.AskAsync(
            client, "/oauth/token", null, Grant, ("client_id", $"{system.Id}"), ("client_secret", secret));

        foreach (var answer in new[] { basic, post })
        {
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.CacheControl!.NoStore);
            var given = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal(("Bearer", 300), (given.GetProperty("token_type").GetString(), given.GetProperty("expires_in").GetInt32()));
            var read = await host.Services.GetRequiredService<VerifyToken>().RunAsync(given.GetProperty("access_token").GetString()!, null);
            Assert.Equal(system.Id, read.Token!.System);
        }
    }

    [Fact]
    public async Task A_signed_assertion_is_taken_once()
    {
        var system = await host.SystemAsync();
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await host.CredentialAsync(system, "publicKey", pair.ExportSubjectPublicKeyInfoPem());
        using var client = host.Anyone();
        var assertion = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = $"{system.Id}", Audience = new Uri(client.BaseAddress!, "/oauth/token").ToString(),
            Expires = DateTime.UtcNow.AddMinutes(2),
            Claims = new Dictionary<string, object> { ["sub"] = $"{system.Id}", ["jti"] = "một lần" },
            SigningCredentials = new(new ECDsaSecurityKey(pair), SecurityAlgorithms.EcdsaSha256),
        });
        Task<HttpResponseMessage> AskAsync(string type) => ExchangeHost.AskAsync(
            client, "/oauth/token", null, Grant, ("client_assertion", assertion), ("client_assertion_type", type));

        await RefusedAsync(await AskAsync("jwt"), HttpStatusCode.Unauthorized, "invalid_client");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(VerifyAssertion.Type)).StatusCode);
        await RefusedAsync(await AskAsync(VerifyAssertion.Type), HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_certificate_that_the_proxy_was_shown_binds_the_token()
    {
        var system = await host.SystemAsync();
        using var certificate = ExchangeHost.Certificate("thu");
        using var other = ExchangeHost.Certificate("thu", days: 31);
        await host.CredentialAsync(system, "certificate", certificate.ExportCertificatePem());
        string[] shown =
        [
            Uri.EscapeDataString(certificate.ExportCertificatePem()), $":{Convert.ToBase64String(certificate.RawData)}:",
        ];
        foreach (var header in shown)
        {
            var token = await (await WithAsync(header)).Content.ReadFromJsonAsync<JsonElement>();
            var read = new JsonWebToken(token.GetProperty("access_token").GetString());
            Assert.Equal(
                Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)),
                read.GetPayloadValue<JsonElement>("cnf").GetProperty("x5t#S256").GetString());
        }
        foreach (var header in new[] { Uri.EscapeDataString(other.ExportCertificatePem()), "x", "::", "" })
        {
            await RefusedAsync(await WithAsync(header), HttpStatusCode.Unauthorized, "invalid_client");
        }

        async Task<HttpResponseMessage> WithAsync(string header)
        {
            using var client = host.Anyone();
            client.DefaultRequestHeaders.TryAddWithoutValidation(ExchangeHost.CertificateHeader, header);
            return await ExchangeHost.AskAsync(client, "/oauth/token", null, Grant, ("client_id", $"{system.Id}"));
        }
    }

    [Fact]
    public async Task What_is_wrong_has_the_form_of_OAuth_and_says_why_in_both_languages()
    {
        var system = await host.SystemAsync();
        var secret = (await host.CredentialAsync(system)).Secret!;
        using var client = host.Anyone();
        (string, string) own = ($"{system.Id}", secret);
        Task<HttpResponseMessage> AskAsync((string, string)? basic, params (string, string)[] fields) =>
            ExchangeHost.AskAsync(client, "/oauth/token", basic, fields);

        await RefusedAsync(await AskAsync(own), HttpStatusCode.BadRequest, "invalid_request");
        await RefusedAsync(await AskAsync(own, Grant, Grant), HttpStatusCode.BadRequest, "invalid_request");
        await RefusedAsync(await AskAsync(own, ("grant_type", "password")), HttpStatusCode.BadRequest, "unsupported_grant_type");
        await RefusedAsync(await AskAsync(own, Grant, ("scope", "tất-cả")), HttpStatusCode.BadRequest, "invalid_scope");
        await RefusedAsync(await AskAsync(own, Grant, ("resource", "urn:x")), HttpStatusCode.BadRequest, "invalid_target");
        await RefusedAsync(await AskAsync(null, Grant), HttpStatusCode.Unauthorized, "invalid_client");
        await RefusedAsync(await AskAsync(own, Grant, ("client_secret", secret)), HttpStatusCode.Unauthorized, "invalid_client");
        await RefusedAsync(await AskAsync(($"{system.Id}", "sai"), Grant), HttpStatusCode.Unauthorized, "invalid_client");
        await RefusedAsync(await AskAsync(("ai-đó", secret), Grant), HttpStatusCode.Unauthorized, "invalid_client");
        var json = await client.PostAsJsonAsync("/oauth/token", new { grant_type = "client_credentials" });
        await RefusedAsync(json, HttpStatusCode.BadRequest, "invalid_request");
        var inAddress = await client.PostAsync(
            $"/oauth/token?grant_type=client_credentials&client_id={system.Id}&client_secret={secret}", new FormUrlEncodedContent([]));
        await RefusedAsync(inAddress, HttpStatusCode.BadRequest, "invalid_request");
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(own, Grant, ("resource", "urn:phusa:exchange:GL"))).StatusCode);
    }

    [Theory]
    [InlineData("/oauth/token")]
    [InlineData("/oauth/introspect")]
    public async Task What_never_reaches_the_endpoint_is_refused_in_the_form_of_OAuth_as_well(string path)
    {
        using var client = host.Anyone();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var asked = new HttpRequestMessage(method, path);
            var refused = await client.SendAsync(asked);
            await RefusedAsync(refused, HttpStatusCode.MethodNotAllowed, "invalid_request");
            Assert.Equal(["POST"], refused.Content.Headers.Allow);
        }
        foreach (var chunked in new[] { false, true })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Post, path)
            {
                Content = new FormUrlEncodedContent([new("grant_type", "client_credentials"), new("x", new('x', 40_000))]),
            };
            asked.Headers.TransferEncodingChunked = chunked;
            await RefusedAsync(await client.SendAsync(asked), HttpStatusCode.RequestEntityTooLarge, "invalid_request");
        }
        using var socket = new TcpClient();
        await socket.ConnectAsync(client.BaseAddress!.Host, client.BaseAddress.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"));
        Assert.Contains("\"error\":\"invalid_request\"", await new StreamReader(socket.GetStream()).ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Equal("application/problem+json", (await client.GetAsync("/oauth/khac")).Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Old_and_new_secret_both_work_until_the_old_one_is_withdrawn_and_its_tokens_end_with_it()
    {
        var system = await host.SystemAsync();
        var old = await host.CredentialAsync(system);
        var token = await host.TokenAsync(system.Id, old.Secret!);
        var fresh = await host.CredentialAsync(system);
        var newer = await host.TokenAsync(system.Id, fresh.Secret!);
        Assert.True(await IsActiveAsync(system, fresh, token));
        Assert.NotNull((await host.Services.GetRequiredService<CredentialStore>().OfSystemAsync(system.Id, default))[0].LastUsedAt);

        await host.Services.GetRequiredService<WithdrawCredential>().RunAsync(
            ExchangeHost.Office, system.Id, old.Credential.Id, default);

        Assert.False(await IsActiveAsync(system, fresh, token));
        Assert.True(await IsActiveAsync(system, fresh, newer));
        using var client = host.Anyone();
        await RefusedAsync(
            await ExchangeHost.AskAsync(client, "/oauth/token", ($"{system.Id}", old.Secret!), Grant),
            HttpStatusCode.Unauthorized, "invalid_client");
    }

    [Fact]
    public async Task A_suspended_system_gets_no_token_and_its_tokens_end()
    {
        var (system, asking) = (await host.SystemAsync(), await host.SystemAsync());
        var (secret, other) = (await host.CredentialAsync(system), await host.CredentialAsync(asking));
        var token = await host.TokenAsync(system.Id, secret.Secret!);
        var standing = host.Services.GetRequiredService<SuspendSystem>();
        Assert.True(await IsActiveAsync(asking, other, token));

        await standing.RunAsync(ExchangeHost.Office, system.Id, "Lộ mã bí mật", default);

        Assert.False(await IsActiveAsync(asking, other, token));
        using var client = host.Anyone();
        await RefusedAsync(
            await ExchangeHost.AskAsync(client, "/oauth/token", ($"{system.Id}", secret.Secret!), Grant),
            HttpStatusCode.BadRequest, "unauthorized_client");
        await standing.ActivateAsync(ExchangeHost.Office, system.Id, default);
        Assert.True(await IsActiveAsync(asking, other, token));
    }

    [Fact]
    public async Task A_suspended_member_stops_all_its_systems()
    {
        var member = (await host.Services.GetRequiredService<RegisterMember>().RunAsync(
            ExchangeHost.Office, new(Class: "COM", Code: "SAP-DUNG", Name: "Sắp dừng"), default)).Value!;
        var (system, asking) = (await host.SystemAsync(member.Id), await host.SystemAsync());
        var (secret, other) = (await host.CredentialAsync(system), await host.CredentialAsync(asking));
        var token = await host.TokenAsync(system.Id, secret.Secret!);

        await host.Services.GetRequiredService<SuspendMember>().RunAsync(ExchangeHost.Office, member.Id, "Hết hợp đồng", default);

        Assert.False(await IsActiveAsync(asking, other, token));
        using var client = host.Anyone();
        await RefusedAsync(
            await ExchangeHost.AskAsync(client, "/oauth/token", ($"{system.Id}", secret.Secret!), Grant),
            HttpStatusCode.BadRequest, "unauthorized_client");
    }

    [Fact]
    public async Task Who_fails_too_often_waits_and_others_at_the_same_address_do_not()
    {
        var (system, other) = (await host.SystemAsync(), await host.SystemAsync());
        var (secret, theirs) = (await host.CredentialAsync(system), await host.CredentialAsync(other));
        using var client = host.Anyone();
        for (var at = 0; at < 20; at++)
        {
            await RefusedAsync(
                await ExchangeHost.AskAsync(client, "/oauth/token", ($"{system.Id}", "sai"), Grant),
                HttpStatusCode.Unauthorized, "invalid_client");
        }

        var refused = await ExchangeHost.AskAsync(client, "/oauth/token", ($"{system.Id}", secret.Secret!), Grant);

        await RefusedAsync(refused, HttpStatusCode.TooManyRequests, "temporarily_unavailable");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        await host.TokenAsync(other.Id, theirs.Secret!);
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.40");
        Assert.Equal(HttpStatusCode.OK, (await ExchangeHost.AskAsync(
            client, "/oauth/token", ($"{system.Id}", secret.Secret!), Grant)).StatusCode);
    }

    [Fact]
    public async Task Introspection_is_for_systems_and_says_nothing_of_what_does_not_hold()
    {
        var system = await host.SystemAsync();
        var credential = await host.CredentialAsync(system);
        var token = await host.TokenAsync(system.Id, credential.Secret!);
        using var client = host.Anyone();
        (string, string) own = ($"{system.Id}", credential.Secret!);

        await RefusedAsync(
            await ExchangeHost.AskAsync(client, "/oauth/introspect", null, ("token", token)), HttpStatusCode.Unauthorized, "invalid_client");
        await RefusedAsync(await ExchangeHost.AskAsync(client, "/oauth/introspect", own), HttpStatusCode.BadRequest, "invalid_request");
        var gone = await ExchangeHost.AskAsync(client, "/oauth/introspect", own, ("token", token + "x"));
        Assert.Equal("""{"active":false}""", await gone.Content.ReadAsStringAsync());
        var spoilt = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"sub":"{{system.Id}}","client_id":"{{system.Id}}","credential":"{{system.Id}}","jti":"x","cnf":null}"""));
        var odd = await ExchangeHost.AskAsync(client, "/oauth/introspect", own, ("token", $"{token.Split('.')[0]}.{spoilt}.eHg"));
        Assert.Equal("""{"active":false}""", await odd.Content.ReadAsStringAsync());
        var told = await (await ExchangeHost.AskAsync(client, "/oauth/introspect", own, ("token", token)))
            .Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal($"GL/COM/THU-NGHIEM/{system.Code}", told.GetProperty("xroad_id").GetString());
        Assert.Equal($"{system.Id}", told.GetProperty("client_id").GetString());
        Assert.Equal("urn:phusa:exchange:GL", told.GetProperty("aud").GetString());
        Assert.Equal(300, told.GetProperty("exp").GetInt64() - told.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task The_metadata_names_what_there_is()
    {
        using var client = host.Anyone();
        var metadata = await client.GetFromJsonAsync<JsonElement>("/.well-known/oauth-authorization-server");

        Assert.Equal(client.BaseAddress!.ToString().TrimEnd('/'), metadata.GetProperty("issuer").GetString());
        Assert.Equal(
            ["client_secret_basic", "client_secret_post", "private_key_jwt", "self_signed_tls_client_auth"],
            metadata.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(method => method.GetString()));
        var keys = await client.GetFromJsonAsync<JsonElement>(metadata.GetProperty("jwks_uri").GetString());
        Assert.Equal(
            ["alg", "crv", "kid", "kty", "use", "x", "y"],
            keys.GetProperty("keys")[0].EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await client.PostAsync(metadata.GetProperty("introspection_endpoint").GetString(), new FormUrlEncodedContent([]))).StatusCode);
    }

    private async Task<bool> IsActiveAsync(MemberSystem asking, NewCredential credential, string token)
    {
        using var client = host.Anyone();
        var answer = await ExchangeHost.AskAsync(
            client, "/oauth/introspect", ($"{asking.Id}", credential.Secret!), ("token", token));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("active").GetBoolean();
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string error)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{answer.StatusCode}: {text}");
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var told = JsonSerializer.Deserialize<JsonElement>(text);
        Assert.Equal(error, told.GetProperty("error").GetString());
        // RFC 6749 §5.2 allows these characters only.
        Assert.Matches(@"^[\x20-\x21\x23-\x5B\x5D-\x7E]+$", told.GetProperty("error_description").GetString());
        Assert.Matches(@"[^\x00-\x7F]", told.GetProperty("error_description_vi").GetString());
        Assert.Equal(status == HttpStatusCode.Unauthorized, answer.Headers.WwwAuthenticate.Count > 0);
    }
}
