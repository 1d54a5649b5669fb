using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Phusa.Exchange.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Members, systems and credentials over the API and the pages: who may do what.</summary>
public sealed partial class RegisterTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    private const string Members = "/api/v1/exchange/members";

    private const string Systems = "/api/v1/exchange/systems";

    [Fact]
    public async Task A_steward_registers_the_data_office_lets_in_and_a_token_is_given()
    {
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var member = await IdAsync(await office.PostAsJsonAsync(Members, new { agency = PhusaHost.Department }));
        var system = await IdAsync(await steward.PostAsJsonAsync($"{Members}/{member}/systems", System("mot-cua", "Một cửa")));
        var secret = await MadeAsync(steward, system);
        using var client = host.Anyone();
        Task<HttpResponseMessage> AskAsync() => ExchangeHost.AskAsync(
            client, "/oauth/token", ($"{system}", secret), ("grant_type", "client_credentials"));

        Assert.Contains("unauthorized_client", await (await AskAsync()).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsync($"{Systems}/{system}/activate", null)).StatusCode);
        await office.PostAsync($"{Systems}/{system}/activate", null);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync()).StatusCode);

        var known = await steward.GetFromJsonAsync<JsonElement>($"{Systems}/{system}");
        Assert.Equal($"GL/GOV/{PhusaHost.Department}/mot-cua", known.GetProperty("xRoadId").GetString());
        Assert.Equal("0912345678", known.GetProperty("contact").GetProperty("phone").GetString());
        var credentials = await steward.GetStringAsync($"{Systems}/{system}/credentials");
        Assert.Contains("\"hint\":\"phusax_", credentials, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, credentials, StringComparison.Ordinal);
        Assert.Equal(
            ["systemActivated", "credentialAdded", "systemRegistered"],
            (await steward.GetFromJsonAsync<JsonElement>($"{Systems}/{system}/events")).EnumerateArray()
                .Select(done => done.GetProperty("action").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await steward.DeleteAsync($"{Systems}/{system}/credentials/{Guid.NewGuid()}")).StatusCode);
    }

    [Fact]
    public async Task A_system_shows_by_when_it_is_let_in_until_it_is()
    {
        var (office, register) = (await host.AsAsync(Role.DataOffice), host.Services.GetRequiredService<ExchangeRegister>());
        var author = new Caller(null, "Thử", [new(Role.DataOffice)], SignInMethod.None);
        var then = register.At(DateTimeOffset.UtcNow.AddDays(-30));
        var member = (await then.RegisterAsync(author, new MemberOrder(Class: "COM", Code: "CHO-DUYET", Name: "Công ty Chờ"), default)).Value!.Value;
        var late = (await then.RegisterAsync(
            author, member, new("cu", "Hệ thống cũ", ContactName: "An", ContactEmail: "an@example.vn"), false, default)).Value!.Value;
        var recent = await IdAsync(await office.PostAsJsonAsync($"{Members}/{member}/systems", System("moi", "Hệ thống mới")));

        Assert.Contains("Quá hạn trả lời", await office.GetStringAsync($"/exchange/systems/{late}"), StringComparison.Ordinal);
        Assert.Matches(@"Hạn trả lời \d", await office.GetStringAsync($"/exchange/systems/{recent}"));
        var waiting = await office.GetStringAsync("/exchange/systems?waiting=true");
        Assert.InRange(waiting.IndexOf("Hệ thống cũ", StringComparison.Ordinal), 0, waiting.IndexOf("Hệ thống mới", StringComparison.Ordinal));
        var known = await office.GetFromJsonAsync<JsonElement>($"{Systems}/{late}");
        Assert.True(known.GetProperty("isOverdue").GetBoolean());
        Assert.NotEqual(JsonValueKind.Null, known.GetProperty("due").ValueKind);

        await office.PostAsync($"{Systems}/{late}/activate", null);
        Assert.Equal(JsonValueKind.Null, (await office.GetFromJsonAsync<JsonElement>($"{Systems}/{late}")).GetProperty("due").ValueKind);
        Assert.DoesNotContain("Quá hạn trả lời", await office.GetStringAsync($"/exchange/systems/{late}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Others_see_who_takes_part_and_nothing_to_attack()
    {
        var (office, steward, analyst) =
            (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward), await host.AsAsync(Role.Analyst));
        var member = await IdAsync(await office.PostAsJsonAsync(Members, new { agency = PhusaHost.OtherDepartment }));
        var system = await IdAsync(await office.PostAsJsonAsync($"{Members}/{member}/systems", System("quan-trac", "Quan trắc", 3)));

        foreach (var other in new[] { steward, analyst })
        {
            var known = await other.GetFromJsonAsync<JsonElement>($"{Systems}/{system}");
            Assert.Equal("Quan trắc", known.GetProperty("name").GetString());
            Assert.Equal(JsonValueKind.Null, known.GetProperty("contact").ValueKind);
            Assert.Equal(JsonValueKind.Null, known.GetProperty("securityLevel").ValueKind);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"{Systems}/{system}/credentials")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"{Systems}/{system}/events")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PutAsJsonAsync($"{Systems}/{system}", System("x", "x"))).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsJsonAsync($"{Members}/{member}/systems", System("y", "y"))).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsJsonAsync(
                $"{Systems}/{system}/credentials", new { kind = "secret", label = "x" })).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsJsonAsync(Members, new { agency = PhusaHost.Province })).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsJsonAsync($"{Members}/{member}/suspend", new { reason = "x" })).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/exchange/systems/{system}")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/exchange/members/{member}/systems/new")).StatusCode);
            Assert.DoesNotContain($"/exchange/systems/{system}", await other.GetStringAsync($"/exchange/members/{member}"), StringComparison.Ordinal);
        }
        var auditor = await host.AsAsync(Role.Auditor);
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"{Systems}/{system}/credentials")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await auditor.PutAsJsonAsync($"{Systems}/{system}", System("x", "x"))).StatusCode);
    }

    [Fact]
    public async Task An_API_key_makes_no_credential()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var member = await IdAsync(await office.PostAsJsonAsync(Members, new { @class = "GOV", code = "G99", name = "Bộ thử" }));
        var system = await IdAsync(await office.PostAsJsonAsync($"{Members}/{member}/systems", System("bo", "Bộ")));
        var made = await (await office.PostAsJsonAsync("/api/v1/me/keys", new { name = "thử", days = 1 })).Content.ReadFromJsonAsync<JsonElement>();
        using var program = host.Anyone();
        program.DefaultRequestHeaders.Add("X-Api-Key", made.GetProperty("secret").GetString());

        var refused = await program.PostAsJsonAsync($"{Systems}/{system}/credentials", new { kind = "secret", label = "x" });

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("credential.by-key", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync($"{Systems}/{system}/credentials")).StatusCode);
    }

    [Fact]
    public async Task A_secret_is_shown_once_on_the_page_with_a_way_to_try_it()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var added = await PhusaHost.SubmitAsync(
            office, "/exchange/members/new", "/exchange/members", ("class", "COM"), ("code", "NUOC-SACH"), ("name", "Công ty Nước sạch"));
        var member = added.Headers.Location!.OriginalString;
        var registered = await PhusaHost.SubmitAsync(
            office, $"{member}/systems/new", $"{member}/systems", ("code", "hoa-don"), ("name", "Hoá đơn nước"), ("level", "2"),
            ("contactName", "An"), ("contactEmail", "an@example.vn"), ("contactPhone", ""));
        var page = registered.Headers.Location!.OriginalString;
        await PhusaHost.SubmitAsync(office, page, $"{page}/activate");

        await PhusaHost.SubmitAsync(office, page, $"{page}/credentials", ("kind", "Secret"), ("label", "Máy chủ"), ("value", ""), ("days", "30"));

        var shown = await office.GetStringAsync(page);
        var secret = Secret().Match(shown).Value;
        Assert.Contains($"curl -u &#x27;{page.Split('/')[^1]}:{secret}&#x27;", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, await office.GetStringAsync(page), StringComparison.Ordinal);
        using var client = host.Anyone();
        Assert.Equal(HttpStatusCode.OK, (await ExchangeHost.AskAsync(
            client, "/oauth/token", (page.Split('/')[^1], secret), ("grant_type", "client_credentials"))).StatusCode);
        Assert.Contains("Nước sạch", await office.GetStringAsync("/exchange/members?q=nuoc sach"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_forms_come_back_as_they_were_written_and_none_works_from_elsewhere()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var member = await IdAsync(await office.PostAsJsonAsync(Members, new { @class = "COM", code = "DN-2", name = "Doanh nghiệp" }));
        var system = await IdAsync(await office.PostAsJsonAsync($"{Members}/{member}/systems", System("mot", "Một")));
        (string Page, string Action, (string, string)[] Fields, string Kept)[] forms =
        [
            ("/exchange/members/new", "/exchange/members", [("class", "COM"), ("code", "sai mã"), ("name", "Tên đã gõ")], "Tên đã gõ"),
            ($"/exchange/members/{member}", $"/exchange/members/{member}", [("name", "Tên mới"), ("taxCode", "12345")], "12345"),
            ($"/exchange/members/{member}/systems/new", $"/exchange/members/{member}/systems",
                [("code", "x"), ("name", "Hệ thống đã gõ"), ("contactName", "An"), ("contactEmail", "a@b.vn")], "Hệ thống đã gõ"),
            ($"/exchange/systems/{system}", $"/exchange/systems/{system}",
                [("name", "Đã gõ"), ("contactName", "An"), ("contactEmail", "không phải thư")], "không phải thư"),
            ($"/exchange/systems/{system}", $"/exchange/systems/{system}/credentials",
                [("kind", "PublicKey"), ("label", "Nhãn đã gõ"), ("value", "x"), ("days", "5")], "Nhãn đã gõ"),
        ];

        foreach (var (page, action, fields, kept) in forms)
        {
            var refused = await PhusaHost.SubmitAsync(office, page, action, fields);
            Assert.True(refused.StatusCode == HttpStatusCode.UnprocessableEntity, $"{action}: {refused.StatusCode}");
            var text = await refused.Content.ReadAsStringAsync();
            Assert.Contains(kept, text, StringComparison.Ordinal);
            Assert.Contains("-error\"", text, StringComparison.Ordinal);
            var elsewhere = await office.PostAsync(action, new FormUrlEncodedContent(
                fields.Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))));
            Assert.True(elsewhere.StatusCode == HttpStatusCode.BadRequest, $"{action}: {elsewhere.StatusCode}");
        }
        foreach (var action in new[] { $"/exchange/members/{member}/suspend", $"/exchange/members/{member}/activate",
            $"/exchange/systems/{system}/suspend", $"/exchange/systems/{system}/activate", $"/exchange/systems/{system}/credentials/withdraw" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await office.PostAsync(action, new FormUrlEncodedContent([]))).StatusCode);
        }
    }

    [Fact]
    public async Task A_suspension_shows_its_reason_and_ends()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var member = await IdAsync(await office.PostAsJsonAsync(Members, new { @class = "COM", code = "DN-3", name = "Tạm dừng thử" }));
        var page = $"/exchange/members/{member}";

        await PhusaHost.SubmitAsync(office, page, $"{page}/suspend", ("reason", "Hết hợp đồng <b>"));

        var shown = await (await host.AsAsync(Role.Analyst)).GetStringAsync(page);
        Assert.Contains("Hết hợp đồng &lt;b&gt;", shown, StringComparison.Ordinal);
        Assert.Equal("suspended", (await office.GetFromJsonAsync<JsonElement>($"{Members}/{member}")).GetProperty("state").GetString());
        await PhusaHost.SubmitAsync(office, page, $"{page}/activate");
        Assert.Equal("active", (await office.GetFromJsonAsync<JsonElement>($"{Members}/{member}")).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await office.PostAsJsonAsync($"{Members}/{Guid.NewGuid()}/suspend", new { reason = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await office.PostAsJsonAsync($"{Members}/{member}/suspend", new { })).StatusCode);
    }

    private static object System(string code, string name, int? level = null) => new
    {
        code, name, securityLevel = level, contactName = "Trần Bình", contactEmail = "binh@example.vn", contactPhone = "0912345678",
    };

    private static async Task<Guid> IdAsync(HttpResponseMessage made)
    {
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }

    private static async Task<string> MadeAsync(HttpClient steward, Guid system)
    {
        var made = await steward.PostAsJsonAsync($"{Systems}/{system}/credentials", new { kind = "secret", label = "Máy chủ" });
        Assert.True(made.Headers.CacheControl!.NoStore);
        return (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("secret").GetString()!;
    }

    [GeneratedRegex("phusax_[A-Za-z0-9_-]{43}")]
    private static partial Regex Secret();
}
