using System.Net;
using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Intake;

/// <summary>A host that watches a folder of its own.</summary>
public sealed class WatchingHost : PhusaHost
{
    public string Watched { get; private set; } = "";

    protected override IEnumerable<KeyValuePair<string, string?>> Settings(string data)
    {
        Watched = Directory.CreateDirectory(Path.Combine(data, "watched")).FullName;
        return [new("Intake:WatchedFolder", Watched)];
    }
}

/// <summary>Stewards look after where their data comes from by itself.</summary>
public sealed class SourcesTests(WatchingHost host) : IClassFixture<WatchingHost>
{
    private const string Page = "/desk/sources";

    [Fact]
    public async Task A_steward_adds_a_source_and_runs_it_at_once()
    {
        var dataset = await DatasetAsync("posts");
        var steward = await host.AsAsync(Role.Steward);
        var folder = Directory.CreateDirectory(Path.Combine(host.Watched, PhusaHost.Department, "posts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "a.csv"), "no,budget\n1,10\n2,20\n");
        File.SetLastWriteTimeUtc(Path.Combine(folder, "a.csv"), DateTime.UtcNow.AddMinutes(-1));

        var added = await AddAsync(steward, dataset, "tram", ("kind", "folder"), ("location", "H21.13/posts"), ("when", "0 6 * * 1"));
        Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        var source = added.Headers.Location!.ToString();
        Assert.Contains("thứ Hai hằng tuần lúc 06:00", await steward.GetStringAsync(source), StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(steward, source, source + "/run", ("run", "1"));

        var run = await FirstRunAsync(steward, $"/api/v1/datasets/{dataset}/sources/tram/runs");
        Assert.Equal("received", run.GetProperty("outcome").GetString());
        Assert.Contains($"/loads/{run.GetProperty("load").GetString()}", await steward.GetStringAsync(source), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(folder, "done", "a.csv")));
    }

    [Theory]
    [InlineData("url", "http://127.0.0.1:9/a.csv", null, "source.private-address")]
    [InlineData("url", "http://khong-co.invalid/a.csv", null, "source.unreachable")]
    [InlineData("url", "ftp://example.vn/a.csv", null, "source.address")]
    [InlineData("url", "https://lan:mat-khau@example.vn/a.csv", null, "source.secret")]
    [InlineData("folder", "H21.13", "every day", "cron.invalid")]
    [InlineData("folder", "H21.24/posts", null, "source.folder-agency")]
    [InlineData("folder", "H21.13/../H21.24", null, "source.folder-agency")]
    [InlineData("folder", "H21.13/none", null, "source.folder")]
    [InlineData("database", "kho", null, "source.office-only")]
    [InlineData("sensor", "kho", null, "source.kind")]
    public async Task What_cannot_be_fetched_is_refused_before_it_is_kept(string kind, string location, string? schedule, string code)
    {
        var dataset = await DatasetAsync("refused");
        Directory.CreateDirectory(Path.Combine(host.Watched, PhusaHost.Department));
        var steward = await host.AsAsync(Role.Steward);

        var answer = await steward.PutAsJsonAsync($"/api/v1/datasets/{dataset}/sources/x", new { kind, location, schedule });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, Assert.Single(problem.GetProperty("codes").EnumerateArray()).GetString());
        Assert.Equal(0, (await steward.GetFromJsonAsync<JsonElement>($"/api/v1/datasets/{dataset}/sources")).GetArrayLength());
    }

    [Fact]
    public async Task A_form_that_is_refused_keeps_what_was_written_and_says_why_beside_it()
    {
        var dataset = await DatasetAsync("kept");
        var steward = await host.AsAsync(Role.Steward);

        var refused = await AddAsync(
            steward, dataset, "cổng", ("kind", "url"), ("location", "http://127.0.0.1:9/a.csv"), ("when", "own"), ("schedule", "61 * * * *"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("value=\"http://127.0.0.1:9/a.csv\"", page, StringComparison.Ordinal);
        Assert.Contains("mạng riêng", page, StringComparison.Ordinal);
        Assert.Contains("61 * * * *", page, StringComparison.Ordinal);
        Assert.Contains("id=\"field-schedule-error\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AddAsync(steward, "khong_co", "x", ("kind", "url"))).StatusCode);
    }

    [Fact]
    public async Task A_source_rests_goes_on_and_is_removed()
    {
        var dataset = await DatasetAsync("rests");
        var steward = await host.AsAsync(Role.Steward);
        Directory.CreateDirectory(Path.Combine(host.Watched, PhusaHost.Department));
        var source = (await AddAsync(steward, dataset, "đêm", ("kind", "folder"), ("location", "H21.13"), ("when", "0 6 * * *")))
            .Headers.Location!.ToString();

        await PhusaHost.SubmitAsync(steward, source, source + "/pause", ("pause", "yes"));
        Assert.Equal((true, null), await StateAsync(steward, dataset));
        await PhusaHost.SubmitAsync(steward, source, source + "/pause", ("pause", "no"));
        var (paused, next) = await StateAsync(steward, dataset);
        Assert.False(paused);
        Assert.NotNull(next);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await AddAsync(steward, dataset, "đêm", ("kind", "folder"), ("location", "H21.13"))).StatusCode);
        var removed = await PhusaHost.SubmitAsync(steward, source, source + "/remove", ("remove", "1"));

        Assert.Equal(Page, removed.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync(source)).StatusCode);
    }

    [Fact]
    public async Task Sources_of_another_agency_are_not_there()
    {
        var dataset = await DatasetAsync("others", PhusaHost.OtherDepartment);
        var (steward, office) = (await host.AsAsync(Role.Steward), await host.AsAsync(Role.DataOffice));
        Directory.CreateDirectory(Path.Combine(host.Watched, "chung"));
        var source = (await AddAsync(office, dataset, "chung", ("kind", "folder"), ("location", "chung"))).Headers.Location!.ToString();

        Assert.Equal(HttpStatusCode.NotFound, (await steward.GetAsync(source)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await steward.PostAsync($"/api/v1/datasets/{dataset}/sources/chung/run", null)).StatusCode);
        Assert.DoesNotContain(dataset, await steward.GetStringAsync("/api/v1/sources"), StringComparison.Ordinal);
        Assert.Contains(dataset, await office.GetStringAsync("/api/v1/sources"), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> AddAsync(
        HttpClient browser, string dataset, string name, params (string Name, string Value)[] fields) =>
        await PhusaHost.SubmitAsync(browser, Page + "/new", Page + "/new", [("dataset", dataset), ("name", name), .. fields]);

    private static async Task<JsonElement> FirstRunAsync(HttpClient browser, string address)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            if (await browser.GetFromJsonAsync<JsonElement>(address) is var runs && runs.GetArrayLength() > 0)
            {
                return runs[0];
            }
            await Task.Delay(100);
        }
        throw new TimeoutException($"{address} tells of no run");
    }

    private static async Task<(bool Paused, string? Next)> StateAsync(HttpClient browser, string dataset)
    {
        var source = (await browser.GetFromJsonAsync<JsonElement>($"/api/v1/datasets/{dataset}/sources"))[0];
        return (source.GetProperty("paused").GetBoolean(), source.GetProperty("nextDue").GetString());
    }

    private async Task<string> DatasetAsync(string name, string agency = PhusaHost.Department)
    {
        await host.RegisterAsync(
            $$"""
            apiVersion: v3.1.0
            kind: DataContract
            id: test.sources.{{name}}
            name: {{name}}
            version: 1.0.0
            status: active
            schema:
              - name: {{name}}
                logicalType: object
                properties:
                  - { name: "no", logicalType: integer, primaryKey: true, primaryKeyPosition: 1, required: true }
                  - { name: budget, logicalType: number }
            customProperties: [ { property: phusa.agency, value: {{agency}} }, { property: phusa.classification, value: open } ]
            """);
        return name;
    }
}

/// <summary>A host that may fetch from itself.</summary>
public sealed class InwardHost : PhusaHost
{
    protected override IEnumerable<KeyValuePair<string, string?>> Settings(string data) =>
        [new("Intake:AllowPrivateAddresses", "true")];
}

/// <summary>What an address is opened with is never shown again.</summary>
public sealed class SourceSecretTests(InwardHost host) : IClassFixture<InwardHost>
{
    [Fact]
    public async Task A_key_in_an_address_is_hidden_and_kept_when_the_rest_changes()
    {
        await host.RegisterAsync(
            """
            apiVersion: v3.1.0
            kind: DataContract
            id: test.secret
            name: secret
            version: 1.0.0
            status: active
            schema: [ { name: secret, logicalType: object, properties: [ { name: a, logicalType: string } ] } ]
            customProperties: [ { property: phusa.agency, value: H21.13 } ]
            """);
        var steward = await host.AsAsync(Role.Steward);
        const string Address = "/api/v1/datasets/secret/sources/cong";
        var location = $"{steward.BaseAddress}healthz?key=mat-khau&year=2026";
        await steward.PutAsJsonAsync(Address, new { kind = "url", location });

        var shown = (await steward.GetFromJsonAsync<JsonElement>("/api/v1/datasets/secret/sources"))[0].GetProperty("location").GetString();
        Assert.Equal($"{steward.BaseAddress}healthz?key=***&year=***", shown);
        Assert.DoesNotContain("mat-khau", await steward.GetStringAsync("/desk/sources"), StringComparison.Ordinal);
        var saved = await steward.PutAsJsonAsync(Address, new { kind = "url", location = shown, schedule = "0 6 * * *" });

        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        var dataset = await host.Services.GetRequiredService<Phusa.Catalog.Contracts.Datasets>().FindAsync("secret", default);
        var kept = await host.Services.GetRequiredService<Phusa.Intake.Sources.SourceStore>().FindAsync(dataset!.Id, "cong", default);
        Assert.Equal((location, "0 6 * * *"), (kept!.Settings.Location, kept.Cron));
    }
}
