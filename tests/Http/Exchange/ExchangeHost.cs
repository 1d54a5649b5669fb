using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>The program behind a proxy that passes client certificates on, with systems that tests register as they need.</summary>
public sealed class ExchangeHost : PhusaHost
{
    public const string CertificateHeader = "X-Client-Cert";

    internal static readonly Caller Office =
        new(Guid.NewGuid(), "Cơ quan điều phối", [new(Role.DataOffice, Province)], SignInMethod.Session);

    private readonly Lazy<Task<Guid>> partner;
    private int made;

    public ExchangeHost() => partner = new(async () =>
        (await Services.GetRequiredService<RegisterMember>().RunAsync(
            Office, new(Class: "COM", Code: "THU-NGHIEM", Name: "Công ty thử nghiệm"), default)).Value!.Id);

    protected override IEnumerable<KeyValuePair<string, string?>> Settings(string data) =>
        [new("Exchange:ClientCertificateHeader", CertificateHeader)];

    /// <summary>A system of its own that may call.</summary>
    internal async Task<MemberSystem> SystemAsync(Guid? member = null)
    {
        var system = await Services.GetRequiredService<RegisterSystem>().RunAsync(
            Office, member ?? await partner.Value,
            new($"he-thong-{Interlocked.Increment(ref made)}", "Hệ thống thử", ContactName: "An", ContactEmail: "an@example.vn"), default);
        return (await Services.GetRequiredService<SuspendSystem>().ActivateAsync(Office, system.Value!.Id, default)).Value!;
    }

    internal async Task<NewCredential> CredentialAsync(MemberSystem system, string kind = "secret", string? value = null)
    {
        var added = await Services.GetRequiredService<AddCredential>().RunAsync(
            Office, system.Id, new(kind, $"Thử {Guid.NewGuid():n}", value), default);
        return added.Value ?? throw new InvalidOperationException(string.Join("; ", added.Problems));
    }

    public static async Task<HttpResponseMessage> AskAsync(
        HttpClient client, string path, (string Id, string Secret)? basic, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))),
        };
        if (basic is var (id, secret))
        {
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));
        }
        return await client.SendAsync(request);
    }

    /// <summary>A token got by secret.</summary>
    public async Task<string> TokenAsync(Guid system, string secret)
    {
        using var client = Anyone();
        var answer = await AskAsync(client, "/oauth/token", ($"{system}", secret), ("grant_type", "client_credentials"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }
}
