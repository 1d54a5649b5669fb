using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Security;

/// <summary>Withholdings and complaints for programs: the same rules as on the pages.</summary>
public sealed class OversightApiTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    private const string Withholdings = "/api/v1/audit/withholdings";
    private const string Complaints = "/api/v1/audit/complaints";

    [Fact]
    public async Task An_order_is_put_down_confirmed_by_another_renewed_and_ended()
    {
        var (office, auditor) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Auditor));
        var made = await office.PostAsJsonAsync(Withholdings, Order());
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var address = made.Headers.Location!.OriginalString;
        Assert.Equal("registered", (string?)(await ReadAsync(auditor, address))["state"]);

        var confirmed = JsonNode.Parse(await (await auditor.PostAsync($"{address}/confirm", null)).Content.ReadAsStringAsync())!;
        Assert.Equal(
            ("confirmed", "agency", "Người dùng DataOffice", "Người dùng Auditor"),
            ((string?)confirmed["state"], (string?)confirmed["kind"], (string?)confirmed["registered"]!["name"], (string?)confirmed["confirmed"]!["name"]));
        await RefusedAsync("withholding.over", HttpStatusCode.Conflict, auditor.PostAsync($"{address}/confirm", null));

        var renewed = await office.PostAsJsonAsync(
            Withholdings, Order() with { Renews = (Guid)confirmed["id"]!, Object = "bỏ qua", To = Day(90) });
        Assert.Equal(HttpStatusCode.Created, renewed.StatusCode);
        var renewal = JsonNode.Parse(await renewed.Content.ReadAsStringAsync())!;
        Assert.Equal((PhusaHost.Department, (Guid?)confirmed["id"]), ((string?)renewal["object"], (Guid?)renewal["renews"]));

        await RefusedAsync("withholding.reason", HttpStatusCode.UnprocessableEntity, auditor.PostAsJsonAsync($"{address}/end", new { reason = " " }));
        var ended = await auditor.PostAsJsonAsync($"{address}/end", new { reason = "Đã kết thúc điều tra" });
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        var shown = await ReadAsync(office, address);
        Assert.Equal(
            ("ended", "Đã kết thúc điều tra", "Người dùng Auditor"),
            ((string?)shown["state"], (string?)shown["endReason"], (string?)shown["ended"]!["name"]));
        var listed = (await ReadAsync(auditor, Withholdings)).AsArray().Select(one => (string?)one!["id"]).ToList();
        Assert.True(listed.IndexOf((string?)renewal["id"]) < listed.IndexOf((string?)confirmed["id"]));
    }

    [Fact]
    public async Task An_order_without_law_object_or_end_is_refused_with_every_reason()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var refused = await office.PostAsJsonAsync(
            Withholdings, new { orderedBy = "", citation = "", kind = "dataset", @object = "không có" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var codes = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!["codes"]!.AsArray().Select(code => (string?)code);
        Assert.Equal(["withholding.ordered-by", "withholding.citation", "withholding.object", "withholding.dates"], codes);
        await RefusedAsync("withholding.missing", HttpStatusCode.NotFound, office.GetAsync($"{Withholdings}/{Guid.NewGuid()}"));
        await RefusedAsync("withholding.missing", HttpStatusCode.NotFound,
            office.PostAsJsonAsync(Withholdings, Order() with { Renews = Guid.NewGuid() }));
    }

    [Fact]
    public async Task Each_step_is_for_its_own_role()
    {
        var (office, auditor) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Auditor));
        var address = (await office.PostAsJsonAsync(Withholdings, Order())).Headers.Location!.OriginalString;
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PostAsJsonAsync(Withholdings, Order())).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.PostAsync($"{address}/confirm", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await office.PostAsJsonAsync(Complaints, Complaint(await SeqAsync()))).StatusCode);
        using var anyone = host.Anyone();
        foreach (var page in new[] { Withholdings, address, Complaints })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync(page)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Steward)).GetAsync(page)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await (await host.AsAsync(Role.Administrator)).GetAsync(page)).StatusCode);
        }
    }

    [Fact]
    public async Task Who_is_both_confirms_no_order_of_their_own()
    {
        await using (var scope = host.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
                "hai-vai", "Hai vai", PhusaHost.Password, [new(Role.DataOffice, PhusaHost.Province), new(Role.Auditor, PhusaHost.Province)], default);
        }
        using var both = await host.SignInAsync("hai-vai", PhusaHost.Password);
        var address = (await both.PostAsJsonAsync(Withholdings, Order())).Headers.Location!.OriginalString;

        await RefusedAsync("withholding.same-person", HttpStatusCode.Forbidden, both.PostAsync($"{address}/confirm", null));
    }

    [Fact]
    public async Task A_complaint_about_a_known_access_is_taken_and_answered_once()
    {
        var (office, auditor) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Auditor));
        var seq = await SeqAsync();
        await RefusedAsync("complaint.entry", HttpStatusCode.UnprocessableEntity, auditor.PostAsJsonAsync(Complaints, Complaint(999_999)));
        await RefusedAsync("complaint.words", HttpStatusCode.UnprocessableEntity, auditor.PostAsJsonAsync(Complaints, new { entry = seq }));
        var made = await auditor.PostAsJsonAsync(Complaints, Complaint(seq));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.True(made.Headers.CacheControl?.NoStore);
        var address = made.Headers.Location!.OriginalString;

        await RefusedAsync("complaint.missing", HttpStatusCode.NotFound,
            office.PostAsJsonAsync($"{Complaints}/{Guid.NewGuid()}/answer", new { answer = "x" }));
        await RefusedAsync("complaint.words", HttpStatusCode.UnprocessableEntity, office.PostAsJsonAsync($"{address}/answer", new { answer = "" }));
        Assert.Equal(HttpStatusCode.OK, (await office.PostAsJsonAsync($"{address}/answer", new { answer = "Đã chấn chỉnh" })).StatusCode);
        await RefusedAsync("complaint.over", HttpStatusCode.Conflict, office.PostAsJsonAsync($"{address}/answer", new { answer = "Khác" }));
        var shown = await ReadAsync(auditor, address);
        Assert.Equal(
            (seq, "Đã chấn chỉnh", "Người dùng DataOffice"), ((long)shown["entry"]!, (string?)shown["answer"], (string?)shown["answeredBy"]));
        Assert.Contains((await ReadAsync(office, Complaints)).AsArray(), one => (string?)one!["id"] == address.Split('/')[^1]);
    }

    private static Asked Order() =>
        new("Cơ quan cảnh sát điều tra", "Điều 88 Bộ luật Tố tụng hình sự", "agency", PhusaHost.Department, Day(30), null);

    private static object Complaint(long entry) => new
    {
        entry, said = "Sở A đã xem", name = "Bùi Văn Thử", contact = "thu@example.vn", body = "Tôi không có hồ sơ nào ở sở này",
    };

    private static string Day(int days) => DateTime.UtcNow.AddDays(days).ToString("yyyy-MM-dd", null);

    /// <summary>The number of an entry that there is.</summary>
    private async Task<long> SeqAsync() => (await host.Services.GetRequiredService<Phusa.Security.Contracts.Ledger>()
        .AppendAsync(new("test", null, null, new { }), default)).Seq;

    private static async Task<JsonNode> ReadAsync(HttpClient browser, string address) => JsonNode.Parse(await browser.GetStringAsync(address))!;

    private static async Task RefusedAsync(string code, HttpStatusCode status, Task<HttpResponseMessage> asked)
    {
        var answer = await asked;
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((status, code), (answer.StatusCode, problem.GetProperty("codes")[0].GetString()));
        Assert.NotEmpty(problem.GetProperty("problems")[0].GetProperty("message").GetString()!);
    }

    private sealed record Asked(string OrderedBy, string Citation, string Kind, string Object, string To, Guid? Renews);
}
