using System.Net;
using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.Host;
using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.OpenData;

/// <summary>
/// The whole program behind a real server, over an empty folder with a few datasets of its own. Tests only read what
/// they did not make; what a test changes, it makes itself.
/// </summary>
public sealed class PortalHost : IAsyncLifetime
{
    public const string Steward = "daumoi", Password = "Mat-khau-1-dai";

    private readonly string folder = Directory.CreateTempSubdirectory("phusa-http-").FullName;
    private WebApplication? app;

    public IServiceProvider Services => app!.Services;

    public Uri Address => new(app!.Urls.Single());

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Data", folder), new("Port", FreePort()), new("Province", "tỉnh Thử"),
            new("Records", await Records.ForHostAsync()),
        ]).Build();
        await using (var services = Composition.Services(configuration))
        {
            await services.GetRequiredService<Migrator>().RunAsync(default);
        }
        app = await PhusaServer.BuildAsync(configuration, default);
        await app.StartAsync();
        await FillAsync();
    }

    public async Task DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Does not follow redirects; keeps its cookies.</summary>
    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
    {
        BaseAddress = Address,
    };

    /// <summary>A client that signed in as the steward of H99.01.</summary>
    public async Task<HttpClient> StewardAsync()
    {
        var client = Client();
        var page = await client.GetStringAsync("/sign-in");
        const string mark = "name=\"__RequestVerificationToken\" value=\"";
        var start = page.IndexOf(mark, StringComparison.Ordinal) + mark.Length;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["userName"] = Steward, ["password"] = Password, ["return"] = "/",
            ["__RequestVerificationToken"] = page[start..page.IndexOf('"', start)],
        });
        var answer = await client.PostAsync("/sign-in", form);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return client;
    }

    public async Task RegisterAsync(string yaml)
    {
        var registered = await Services.GetRequiredService<Datasets>().RegisterAsync(yaml, "test.yaml", "test", default);
        Assert.True(registered.IsDone, string.Join('\n', registered.Problems));
    }

    public async Task ImportAsync(string dataset, string csv)
    {
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv));
        var load = await Services.GetRequiredService<Importer>().RunAsync(dataset, $"{dataset}.csv", bytes, "test", null, default);
        Assert.True(load.IsDone, string.Join('\n', load.Problems));
        Assert.NotNull(load.Value.Version);
    }

    /// <summary>Sends, expects a status, and reads the JSON.</summary>
    public async Task<JsonNode> JsonAsync(string path, HttpStatusCode status = HttpStatusCode.OK, HttpClient? by = null)
    {
        var answer = await (by ?? Client()).GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonNode.Parse(text)!;
    }

    private static string FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task FillAsync()
    {
        await Services.GetRequiredService<Agencies>().SaveAsync(
        [
            new("H99", "Uỷ ban nhân dân tỉnh Thử", "People's committee", "UBND", null, new(2020, 1, 1)),
            new("H99.01", "Sở Thử nghiệm", "Department of trials", "Sở TN", "H99", new(2020, 1, 1)),
        ], default);
        await using (var scope = Services.CreateAsyncScope())
        {
            var made = await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
                Steward, "Đầu mối", Password, [new RoleGrant(Role.Steward, "H99.01")], default);
            Assert.True(made.IsDone, string.Join('\n', made.Problems));
        }
        await RegisterAsync(Samples.Contract("roads", "Đường bộ của tỉnh", "open"));
        await ImportAsync("roads", Samples.First);
        await ImportAsync("roads", Samples.Second);
        await RegisterAsync(Samples.Contract("people_demo", "Người dân (minh hoạ)", "restricted"));
        await ImportAsync("people_demo", Samples.First);
        await RegisterAsync(Samples.Contract("shared_demo", "Dùng chung (minh hoạ)", "shared"));
        await ImportAsync("shared_demo", Samples.First);
        await RegisterAsync(Samples.Contract("coming", "Sắp có", "open"));
    }
}

[CollectionDefinition(Name)]
public sealed class PortalHostGroup : ICollectionFixture<PortalHost>
{
    public const string Name = "Phù Sa";
}

/// <summary>A small dataset: a code, a name, a length and the telephone of somebody.</summary>
internal static class Samples
{
    public const string First = "code,name,length_km,phone\nA1,Quốc lộ một,12.5,0912345678\nA2,Đường tỉnh hai,7,0987654321\nA3,Cầu ba,1.25,\n";

    /// <summary>A1 is longer, A3 is gone, A4 is new.</summary>
    public const string Second = "code,name,length_km,phone\nA1,Quốc lộ một,13,0912345678\nA2,Đường tỉnh hai,7,0987654321\nA4,Ngõ bốn,0.5,\n";

    public static string Contract(string name, string title, string classification) =>
        $$"""
        apiVersion: v3.1.0
        kind: DataContract
        id: test.{{name}}
        name: {{name}}
        version: 1.0.0
        status: active
        description:
          purpose: "Chiều dài các tuyến {{title}}"
        schema:
          - name: rows
            logicalType: object
            properties:
              - name: code
                businessName: Mã
                logicalType: string
                primaryKey: true
                primaryKeyPosition: 1
                required: true
              - name: name
                businessName: Tên tuyến
                logicalType: string
                required: true
              - name: length_km
                businessName: Chiều dài
                logicalType: number
                logicalTypeOptions: { minimum: 0 }
              - name: phone
                businessName: Điện thoại người phụ trách
                logicalType: string
                customProperties:
                  - { property: phusa.personalData, value: basic }
                  - { property: phusa.mask, value: last4 }
        slaProperties:
          - { property: frequency, value: 1, unit: month }
        customProperties:
          - { property: phusa.titleVi, value: "{{title}}" }
          - { property: phusa.agency, value: H99.01 }
          - { property: phusa.classification, value: {{classification}} }
          - { property: phusa.licence, value: CC-BY-4.0 }
          - { property: phusa.load, value: replace }
        """;
}
