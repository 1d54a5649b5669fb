using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Upstreams;
using Phusa.Host;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Bench;

/// <summary>
/// An exchange with one caller and three services: two over the same upstream, of which one describes its answer and the
/// agreement names half of the fields, and one over a dataset of 100,000 rows that is served by key.
/// </summary>
internal static class GatewaySetUp
{
    private const string Agency = "H21.13";
    private const int Rows = 100_000;
    private const int Calls = 100_000_000;

    private static readonly Caller Office = new(Guid.NewGuid(), "Cơ quan điều phối", [new(Role.DataOffice, "H21")], SignInMethod.Session);

    private static readonly Caller Steward = new(Guid.NewGuid(), "Đầu mối", [new(Role.Steward, Agency)], SignInMethod.Session);

    /// <summary>1 KB of JSON: 16 fields.</summary>
    public static string Body { get; } = "{" + string.Join(',', Enumerable.Range(1, 16).Select(no => $"\"field{no}\":\"{new string('x', 50)}\"")) + "}";

    /// <returns>Id and secret of the caller.</returns>
    public static async Task<(Guid Id, string Secret)> RunAsync(string data, int behind)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables("PHUSA_").AddInMemoryCollection([new("Data", data)]).Build();
        await using var services = Composition.Services(configuration);
        await services.GetRequiredService<Migrator>().RunAsync(default);
        Done(await services.GetRequiredService<Agencies>().SaveAsync(
            [new("H21", "Tỉnh", "Province", "Tỉnh", null, new(2025, 7, 1)), new(Agency, "Sở", "Department", "Sở", "H21", new(2025, 7, 1))], default));
        var member = Done(await Get<RegisterMember>().RunAsync(Office, new(Agency), default)).Id;
        var system = Done(await Get<RegisterSystem>().RunAsync(
            Office, member, new("do-luong", "Đo lường", ContactName: "An", ContactEmail: "an@example.vn"), default));
        Done(await Get<SuspendSystem>().ActivateAsync(Office, system.Id, default));
        await PlacesAsync();
        await GrantAsync(await ForwardedAsync("whole", """{ "type": "object" }"""), []);
        await GrantAsync(
            await ForwardedAsync("named", JsonSerializer.Serialize(new
            {
                type = "object",
                properties = Enumerable.Range(1, 16).ToDictionary(no => $"field{no}", _ => new { type = "string" }),
            })),
            [.. Enumerable.Range(1, 8).Select(no => $"field{no}")]);
        await GrantAsync(Done(await Get<DraftServiceVersion>().RunAsync(Office, new("places"), default)).Id, ["no", "name"]);
        return (system.Id, Done(await Get<AddCredential>().RunAsync(Office, system.Id, new("secret", "Đo"), default)).Secret!);

        T Get<T>() where T : notnull => services.GetRequiredService<T>();

        async Task<Guid> ForwardedAsync(string code, string schema)
        {
            var document = $$"""
                openapi: 3.0.3
                info: { title: x, version: '1' }
                paths:
                  /project.json:
                    get:
                      responses:
                        '200':
                          description: ok
                          content:
                            application/json:
                              schema: {{schema}}
                """;
            var service = Done(await Get<DraftServiceVersion>().RunAsync(
                Office, new(Kind: "rest", Member: member, Code: code, TitleVi: code, Classification: "shared", Document: document), default));
            Done(await Get<ChangeUpstream>().RunAsync(
                Office, service.Id, new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{behind}")), default));
            return service.Id;
        }

        async Task GrantAsync(Guid service, IReadOnlyList<string> fields)
        {
            Done(await Get<ChangeServiceState>().RunAsync(Office, service, ServiceState.Published, default));
            var asked = Done(await Get<RequestAgreement>().RunAsync(Office, new(
                system.Id, service, "Đo", "Luật", fields, QuotaPerDay: Calls, RatePerMinute: Calls,
                ValidTo: DateOnly.FromDateTime(DateTime.UtcNow).AddDays(30)), default));
            Done(await Get<ReviewAgreement>().ApproveAsync(Steward, asked.Id, default));
        }

        async Task PlacesAsync()
        {
            Done(await Get<Datasets>().RegisterAsync(
                $$"""
                apiVersion: v3.1.0
                kind: DataContract
                id: bench.places
                name: places
                version: 1.0.0
                status: active
                schema:
                  - name: places
                    logicalType: object
                    properties:
                      - { name: "no", logicalType: integer, required: true, primaryKey: true, primaryKeyPosition: 1 }
                      - { name: name, logicalType: string }
                      - { name: note, logicalType: string }
                customProperties:
                  - { property: phusa.agency, value: {{Agency}} }
                  - { property: phusa.classification, value: shared }
                  - { property: phusa.serve, value: [ "no" ] }
                """, "places.yaml", "bench", default));
            var csv = new StringBuilder("no,name,note\n");
            for (var no = 1; no <= Rows; no++)
            {
                csv.Append(CultureInfo.InvariantCulture, $"{no},Nơi {no},ghi chú\n");
            }
            using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
            Done(await Get<Importer>().RunAsync("places", "places.csv", bytes, "bench", null, default));
        }
    }

    public static async Task<string> TokenAsync(HttpClient http, (Guid Id, string Secret) client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/oauth/token")
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{client.Id}:{client.Secret}")));
        using var answer = (await http.SendAsync(request)).EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString()!;
    }

    private static T Done<T>(Outcome<T> outcome) =>
        outcome.Value ?? throw new InvalidOperationException(string.Join("; ", outcome.Problems));
}
