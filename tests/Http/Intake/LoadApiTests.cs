using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Phusa.Catalog.Contracts;
using Phusa.Host;
using Phusa.Kernel.Data;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Intake;

/// <summary>A steward's program brings a file over the real server: in pieces or at once, watches it, decides.</summary>
public sealed class LoadApiTests : IAsyncLifetime
{
    private const string Contract =
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: test.projects
        name: projects
        version: 1.0.0
        status: active
        schema:
          - name: projects
            logicalType: object
            properties:
              - { name: "no", logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
              - { name: budget, logicalType: number }
        customProperties: [ { property: phusa.agency, value: H21.05 }, { property: phusa.classification, value: open } ]
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("phusa-http-").FullName;
    private WebApplication app = null!;
    private HttpClient steward = null!;
    private HttpClient stranger = null!;

    public async Task InitializeAsync()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Data"] = folder, ["Port"] = $"{FreePort()}", ["Records"] = await Records.ForHostAsync(),
        }).Build();
        await using (var services = Composition.Services(configuration))
        {
            await services.GetRequiredService<Migrator>().RunAsync(default);
        }
        app = await PhusaServer.BuildAsync(configuration, default);
        await app.StartAsync();
        await app.Services.GetRequiredService<Agencies>().SaveAsync(
        [
            new("H21.05", "Sở Tài chính", "Finance", "STC", null, new(2025, 7, 1)),
            new("H21.06", "Sở Công Thương", "Trade", "SCT", null, new(2025, 7, 1)),
        ], default);
        Assert.True((await app.Services.GetRequiredService<Datasets>().RegisterAsync(Contract, "c.yaml", "test", default)).IsDone);
        steward = await ClientAsync("lan", "H21.05");
        stranger = await ClientAsync("minh", "H21.06");
    }

    public async Task DisposeAsync()
    {
        steward.Dispose();
        stranger.Dispose();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_file_in_pieces_becomes_a_version_when_it_is_committed()
    {
        var bytes = Encoding.UTF8.GetBytes("no,budget\n1,10\n2,mười\n");
        var begun = await JsonAsync(await steward.PostAsJsonAsync(
            "/api/v1/uploads", new { dataset = "projects", fileName = "a.csv", size = bytes.Length }), HttpStatusCode.Created);
        var address = $"/api/v1/uploads/{begun.GetProperty("id").GetString()}";
        await JsonAsync(await PieceAsync(address, 0, bytes[..8]), HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Conflict, (await PieceAsync(address, 0, bytes[..8])).StatusCode);
        var head = await steward.SendAsync(new HttpRequestMessage(HttpMethod.Head, address));
        Assert.Equal("8", head.Headers.GetValues("Upload-Offset").Single());

        var sent = await JsonAsync(await PieceAsync(address, 8, bytes[8..]), HttpStatusCode.OK);
        var load = $"/api/v1/loads/{sent.GetProperty("load").GetString()}";
        var events = await steward.GetStringAsync(load + "/events");
        Assert.Contains("event: done", events, StringComparison.Ordinal);
        var rejects = await steward.GetFromJsonAsync<JsonElement>(load + "/rejects");
        Assert.Equal("mười", rejects.GetProperty("items")[0].GetProperty("faults")[0].GetProperty("value").GetString());
        var committed = await JsonAsync(await steward.PostAsync(load + "/commit", null), HttpStatusCode.Accepted);
        Assert.Equal(("acceptedWithRejects", 1), (committed.GetProperty("outcome").GetString(), committed.GetProperty("version").GetInt32()));
        Assert.Equal(HttpStatusCode.Conflict, (await steward.PostAsync(load + "/commit", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await steward.PostAsync(load + "/cancel", null)).StatusCode);
        Assert.Contains("2,mười,3,budget", await steward.GetStringAsync(load + "/rejects.csv"), StringComparison.Ordinal);
        using var book = new ZipArchive(await steward.GetStreamAsync(load + "/rejects.xlsx"));
        using var sheet = new StreamReader(book.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        Assert.Contains(">mười<", await sheet.ReadToEndAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_at_once_waits_and_can_be_taken_back()
    {
        var answer = await JsonAsync(await steward.PostAsync(
            "/api/v1/datasets/projects/loads?file=b.csv&mode=replace", new StringContent("no,budget\n1,10\n")), HttpStatusCode.Accepted);
        var load = $"/api/v1/loads/{answer.GetProperty("id").GetString()}";
        await steward.GetStringAsync(load + "/events");

        var cancelled = await JsonAsync(await steward.PostAsync(load + "/cancel", null), HttpStatusCode.Accepted);

        Assert.Equal("cancelled", cancelled.GetProperty("outcome").GetString());
        var all = await steward.GetFromJsonAsync<JsonElement>("/api/v1/datasets/projects/loads");
        Assert.Equal(("b.csv", JsonValueKind.Null), (all[0].GetProperty("fileName").GetString(), all[0].GetProperty("version").ValueKind));
    }

    [Fact]
    public async Task Events_of_a_load_to_be_committed_go_on_until_its_version_is_served()
    {
        var answer = await JsonAsync(await steward.PostAsync(
            "/api/v1/datasets/projects/loads?file=c.csv&commit=true", new StringContent("no,budget\n1,10\n")), HttpStatusCode.Accepted);
        var load = $"/api/v1/loads/{answer.GetProperty("id").GetString()}";

        var events = await steward.GetStringAsync(load + "/events");

        Assert.DoesNotContain("\"state\":\"checked\"", events, StringComparison.Ordinal);
        Assert.Contains("\"state\":\"finished\"", events.Split("event: done")[1], StringComparison.Ordinal);
        Assert.Equal("accepted", (await steward.GetFromJsonAsync<JsonElement>(load)).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task An_upload_in_a_mode_that_there_is_not_is_refused_before_a_byte_is_sent()
    {
        var begun = await JsonAsync(await steward.PostAsJsonAsync("/api/v1/uploads", new
        {
            dataset = "projects", fileName = "a.csv", size = 1, mode = "merge",
        }), HttpStatusCode.BadRequest);

        Assert.Equal("mode.unknown", begun.GetProperty("codes")[0].GetString());
    }

    [Fact]
    public async Task The_desk_of_another_agency_shows_and_takes_nothing_of_it()
    {
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsJsonAsync(
            "/api/v1/uploads", new { dataset = "projects", fileName = "a.csv", size = 1 })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.PostAsync(
            "/api/v1/datasets/projects/loads", new StringContent("no\n1\n"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync("/desk/datasets/projects/upload")).StatusCode);
        Assert.Contains("projects", await steward.GetStringAsync("/desk"), StringComparison.Ordinal);
        Assert.DoesNotContain("projects", await stranger.GetStringAsync("/desk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_brings_nothing_in()
    {
        using var form = new MultipartFormDataContent { { new StringContent("no,budget\n1,1\n"), "file", "a.csv" } };

        await steward.PostAsync("/desk/datasets/projects/upload", form);

        Assert.Equal(0, (await steward.GetFromJsonAsync<JsonElement>("/api/v1/datasets/projects/loads")).GetArrayLength());
    }

    private Task<HttpResponseMessage> PieceAsync(string address, long offset, byte[] piece) =>
        steward.SendAsync(new HttpRequestMessage(HttpMethod.Patch, address)
        {
            Content = new ByteArrayContent(piece),
            Headers =
            {
                { "Upload-Offset", $"{offset}" },
                { "Upload-Checksum", $"sha256 {Convert.ToBase64String(SHA256.HashData(piece))}" },
            },
        });

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(expected == answer.StatusCode, $"{answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement.Clone();
    }

    /// <summary>A browser that has signed in and lets a program use its cookies.</summary>
    private async Task<HttpClient> ClientAsync(string name, string agency)
    {
        const string Password = "phù sa bồi đắp 2026";
        using (var scope = app.Services.CreateScope())
        {
            var made = await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
                name, name, Password, [new(Role.Steward, agency)], default);
            Assert.True(made.IsDone, string.Join(' ', made.Problems));
        }
        var client = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri(app.Urls.First()),
        };
        var page = await client.GetStringAsync("/sign-in");
        var token = page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];
        await client.PostAsync("/sign-in", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = token, ["userName"] = name, ["password"] = Password, ["return"] = "/account",
        }));
        return client;
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
