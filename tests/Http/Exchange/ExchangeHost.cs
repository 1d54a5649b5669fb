using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Upstreams;
using Phusa.Intake.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>The program behind a proxy that passes client certificates on, with systems that tests register as they need.</summary>
public class ExchangeHost : PhusaHost
{
    public const string CertificateHeader = "X-Client-Cert";

    internal static readonly Caller Office =
        new(Guid.NewGuid(), "Cơ quan điều phối", [new(Role.DataOffice, Province)], SignInMethod.Session);

    private readonly Lazy<Task<Guid>> partner;
    private readonly Lazy<Task<Guid>> owner;
    private int made;

    public ExchangeHost() => (partner, owner) = (
        new(() => MemberAsync(new(Class: "COM", Code: "THU-NGHIEM", Name: "Công ty thử nghiệm"))),
        new(() => MemberAsync(new(Department))));

    protected override IEnumerable<KeyValuePair<string, string?>> Settings(string data) =>
        [new("Exchange:ClientCertificateHeader", CertificateHeader), new("Exchange:UpstreamNetworks", "127.0.0.0/8, ::1/128")];

    internal async Task<Guid> MemberAsync(MemberOrder order) =>
        (await Services.GetRequiredService<RegisterMember>().RunAsync(Office, order, default)).Value!.Id;

    /// <summary>A system of its own that may call.</summary>
    internal async Task<MemberSystem> SystemAsync(Guid? member = null)
    {
        var system = await Services.GetRequiredService<RegisterSystem>().RunAsync(
            Office, member ?? await partner.Value,
            new($"he-thong-{Interlocked.Increment(ref made)}", "Hệ thống thử", ContactName: "An", ContactEmail: "an@example.vn"), default);
        return (await Services.GetRequiredService<SuspendSystem>().ActivateAsync(Office, system.Value!.Id, default)).Value!;
    }

    /// <summary>A dataset of the department, which takes part in the exchange from the first on.</summary>
    internal async Task<Dataset> OwnedAsync(
        string name, Classification classification = Classification.Shared, bool withKey = true)
    {
        await owner.Value;
        return await RegisterAsync(
            $$"""
            apiVersion: v3.1.0
            kind: DataContract
            id: test.{{name}}
            name: {{name}}
            version: 1.0.0
            status: active
            schema:
              - name: {{name}}
                logicalType: object
                properties:
                  - { name: "no", logicalType: integer, required: true{{(withKey ? ", primaryKey: true, primaryKeyPosition: 1" : "")}} }
                  - { name: commune, logicalType: string }
                  - { name: phone, logicalType: string, customProperties: [ { property: phusa.personalData, value: basic } ] }
            customProperties:
              - { property: phusa.agency, value: {{Department}} }
              - { property: phusa.classification, value: {{classification.ToString().ToLowerInvariant()}} }
            """);
    }

    /// <summary>A served dataset with rows of people who do not exist, offered as version 1 of a service under its name.</summary>
    internal async Task<Service> OfferedAsync(string name, string csv = "no,commune,phone\n1,23560,0912345678\n2,23563,0912345679\n")
    {
        await OwnedAsync(name);
        await ImportAsync(name, csv);
        return await PublishAsync(new(name));
    }

    internal async Task ImportAsync(string dataset, string csv)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var load = await Services.GetRequiredService<Importer>().RunAsync(dataset, $"{dataset}.csv", bytes, "test", null, default);
        Assert.NotNull(load.Value?.Version);
    }

    /// <summary>Version 1 of a service of the department's that an upstream answers.</summary>
    internal async Task<Service> ForwardedAsync(string code, string document, UpstreamOrder upstream, string kind = "rest") =>
        await PublishAsync(
            new(Kind: kind, Member: await owner.Value, Code: code, TitleVi: "Thử", Classification: "shared", Document: document), upstream);

    internal async Task<Service> PublishAsync(ServiceOrder order, UpstreamOrder? upstream = null)
    {
        var drafted = await Services.GetRequiredService<DraftServiceVersion>().RunAsync(Office, order, default);
        Assert.True(drafted.IsDone, string.Join("; ", drafted.Problems));
        if (upstream is not null)
        {
            var set = await Services.GetRequiredService<ChangeUpstream>().RunAsync(Office, drafted.Value.Id, upstream, default);
            Assert.True(set.IsDone, string.Join("; ", set.Problems));
        }
        return (await Services.GetRequiredService<ChangeServiceState>().RunAsync(
            Office, drafted.Value.Id, ServiceState.Published, default)).Value!;
    }

    /// <summary>A new system with an agreement on a service, and a client that calls with the system's token.</summary>
    internal async Task<(HttpClient Client, Agreement Agreement)> GrantedAsync(
        Service service, Func<AgreementOrder, AgreementOrder>? terms = null, Caller? by = null)
    {
        var system = await SystemAsync();
        var order = new AgreementOrder(
            system.Id, service.Id, "Giải quyết thủ tục", "Nghị định 278/2025/NĐ-CP", ["no", "commune"],
            ValidTo: DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30));
        var asked = await Services.GetRequiredService<RequestAgreement>().RunAsync(Office, terms?.Invoke(order) ?? order, default);
        Assert.True(asked.IsDone, string.Join("; ", asked.Problems));
        var steward = new Caller(Guid.NewGuid(), "Đầu mối", [new(Role.Steward, Department)], SignInMethod.Session);
        var granted = await Services.GetRequiredService<ReviewAgreement>().ApproveAsync(by ?? steward, asked.Value.Id, default);
        return (await CallingAsync(system), granted.Value!);
    }

    /// <summary>A client that calls with a token of the system's.</summary>
    internal async Task<HttpClient> CallingAsync(MemberSystem system)
    {
        var client = Anyone();
        client.DefaultRequestHeaders.Authorization =
            new("Bearer", await TokenAsync(system.Id, (await CredentialAsync(system)).Secret!));
        return client;
    }

    /// <summary>The department, which takes part in the exchange.</summary>
    internal Task<Guid> OwnerAsync() => owner.Value;

    internal async Task<NewCredential> CredentialAsync(MemberSystem system, string kind = "secret", string? value = null)
    {
        var added = await Services.GetRequiredService<AddCredential>().RunAsync(
            Office, system.Id, new(kind, $"Thử {Guid.NewGuid():n}", value), default);
        return added.Value ?? throw new InvalidOperationException(string.Join("; ", added.Problems));
    }

    internal static X509Certificate2 Certificate(string name, int days = 30)
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        return new CertificateRequest($"CN={name}", pair, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(days));
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
