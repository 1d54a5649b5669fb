using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Phusa.Kernel;
using Phusa.Security;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Store.Security;

/// <summary>Signing in and the account page, as a browser and as a program would use them.</summary>
public sealed partial class SitePagesTests()
    : RecordsTests(new SqliteEngine(), new KernelModule(), new SecurityModule())
{
    private const string Password = "phù sa bồi đắp";

    private Site site = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        site = await Site.StartAsync(Database, Folder);
        await site.Services.GetRequiredService<Agencies>().SaveAsync(
            [new("H21.05", "Sở Khoa học và Công nghệ", "Science", "SKHCN", null, new(2025, 7, 1))], default);
        using var scope = site.Services.CreateScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
            "lan", "Nguyễn Thị Lan", Password, [new(Role.Steward, "H21.05")], default)).IsDone);
    }

    public override async Task DisposeAsync()
    {
        await site.DisposeAsync();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task A_person_signs_in_and_goes_where_they_wanted_to_go()
    {
        using var browser = site.Browser();
        var asked = await browser.GetAsync("/desk");
        Assert.Equal("/sign-in?return=%2Fdesk", asked.Headers.Location!.PathAndQuery);

        var answer = await SignInAsync(browser, Password);

        Assert.Equal("/desk", answer.Headers.Location!.OriginalString);
        Assert.Equal("desk", await browser.GetStringAsync("/desk"));
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/audited")).StatusCode);
        var page = await browser.GetStringAsync("/account");
        Assert.Contains("Nguyễn Thị Lan", page, StringComparison.Ordinal);
        Assert.Contains("Sở Khoa học và Công nghệ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_leads_back_with_a_message()
    {
        using var browser = site.Browser();

        var answer = await SignInAsync(browser, "không phải");

        Assert.Equal("/sign-in?return=%2Fdesk", answer.Headers.Location!.OriginalString);
        Assert.Contains("mật khẩu không đúng", await browser.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example")]
    public async Task Nobody_is_sent_to_another_site(string target)
    {
        using var browser = site.Browser();
        var answer = await Site.SubmitAsync(
            browser, "/sign-in", "/sign-in", ("userName", "lan"), ("password", Password), ("return", target));

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/account/password")]
    [InlineData("/account/keys")]
    [InlineData("/account/sessions/revoke-others")]
    [InlineData("/account/two-factor/begin")]
    [InlineData("/account/two-factor/codes")]
    public async Task A_form_without_its_token_is_refused(string action)
    {
        using var browser = site.Browser();
        await SignInAsync(browser, Password);

        var answer = await browser.PostAsync(action, new FormUrlEncodedContent([new("id", Guid.NewGuid().ToString())]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task An_endpoint_without_a_policy_is_denied_and_a_missing_one_not_found()
    {
        using var browser = site.Browser();
        await SignInAsync(browser, Password);

        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync("/forgotten")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/nowhere")).StatusCode);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await browser.DeleteAsync("/sign-in")).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session_itself()
    {
        using var browser = site.Browser();
        await SignInAsync(browser, Password);
        var answer = await Site.SubmitAsync(browser, "/account", "/sign-out");

        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/account")).StatusCode);
        Assert.Equal(0, await Database.CountAsync(new("select count(*) from security_session"), default));
    }

    [Fact]
    public async Task A_session_revoked_elsewhere_is_over_at_the_next_request()
    {
        using var here = site.Browser();
        using var there = site.Browser();
        await SignInAsync(here, Password);
        await SignInAsync(there, Password);

        await Site.SubmitAsync(here, "/account", "/account/sessions/revoke-others");

        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await there.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_key_made_on_the_page_is_shown_once_and_works_in_both_headers()
    {
        using var browser = site.Browser();
        await SignInAsync(browser, Password);
        await Site.SubmitAsync(browser, "/account", "/account/keys", ("name", "Báo cáo tuần"), ("days", "30"));

        var key = Key().Match(await browser.GetStringAsync("/account")).Value;
        Assert.NotEmpty(key);
        Assert.DoesNotContain(key, await browser.GetStringAsync("/account"), StringComparison.Ordinal);

        using var program = site.Browser();
        Assert.Equal(HttpStatusCode.Unauthorized, (await program.GetAsync("/api/v1/me")).StatusCode);
        program.DefaultRequestHeaders.Add("X-Api-Key", key);
        Assert.Equal("Nguyễn Thị Lan",
            (await program.GetFromJsonAsync<JsonElement>("/api/v1/me")).GetProperty("name").GetString());
        program.DefaultRequestHeaders.Remove("X-Api-Key");
        program.DefaultRequestHeaders.Authorization = new("Bearer", key);
        Assert.Equal("Steward", (await program.GetFromJsonAsync<JsonElement>("/api/v1/me"))
            .GetProperty("roles")[0].GetProperty("role").GetString());
        Assert.Equal(HttpStatusCode.Forbidden,
            (await program.PostAsJsonAsync("/api/v1/me/keys", new { name = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await program.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task Keys_and_sessions_have_their_twins_for_programs()
    {
        using var browser = site.Browser();
        await SignInAsync(browser, Password);

        var refused = await browser.PostAsJsonAsync("/api/v1/me/keys", new { name = "", days = 0 });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType!.MediaType);
        var made = await browser.PostAsJsonAsync("/api/v1/me/keys", new { name = "Báo cáo" });
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var key = (await browser.GetFromJsonAsync<JsonElement>("/api/v1/me/keys"))[0];
        Assert.False(key.TryGetProperty("secret", out _));
        Assert.Equal(HttpStatusCode.NoContent,
            (await browser.DeleteAsync($"/api/v1/me/keys/{key.GetProperty("id")}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound,
            (await browser.DeleteAsync($"/api/v1/me/keys/{key.GetProperty("id")}")).StatusCode);
        Assert.True((await browser.GetFromJsonAsync<JsonElement>("/api/v1/me/sessions"))[0].GetProperty("current")
            .GetBoolean());
    }

    [Fact]
    public async Task The_second_factor_is_set_up_with_a_picture_and_asked_for_at_the_next_sign_in()
    {
        using var browser = site.Browser();
        await SignInAsync(browser, Password);
        await Site.SubmitAsync(browser, "/account", "/account/two-factor/begin");
        var page = await browser.GetStringAsync("/account");
        Assert.Contains("<svg", page, StringComparison.Ordinal);
        var key = AuthenticatorKey().Match(page).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

        await Site.SubmitAsync(browser, "/account", "/account/two-factor/enable", ("code", Totp.Code(key)));
        var codes = RecoveryCode().Matches(await browser.GetStringAsync("/account")).Select(match =>
            match.Groups[1].Value).ToList();
        Assert.Equal(10, codes.Count);

        using var again = site.Browser();
        var half = await SignInAsync(again, Password);
        Assert.Equal("/sign-in/code?return=%2Fdesk", half.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Found, (await again.GetAsync("/account")).StatusCode);
        var wrong = await Site.SubmitAsync(again, "/sign-in/code?return=/desk", "/sign-in/code", ("code", "abc"),
            ("return", "/desk"));
        Assert.Equal("/sign-in/code?return=%2Fdesk", wrong.Headers.Location!.OriginalString);
        var whole = await Site.SubmitAsync(again, "/sign-in/code?return=/desk", "/sign-in/code", ("code", codes[0]),
            ("return", "/desk"));
        Assert.Equal("/desk", whole.Headers.Location!.OriginalString);
        Assert.Equal("desk", await again.GetStringAsync("/desk"));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_keep_scripts_and_frames_out()
    {
        using var browser = site.Browser();
        var answer = await browser.GetAsync("/sign-in");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.False(answer.Headers.Contains("Strict-Transport-Security"));
        Assert.DoesNotMatch("<script(?![^>]*src=)", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Guessing_from_one_address_is_slowed_down()
    {
        using var browser = site.Browser();
        var answers = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 21; attempt++)
        {
            answers.Add((await browser.PostAsync("/sign-in", new FormUrlEncodedContent([]))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers[..^1]);
    }

    private static Task<HttpResponseMessage> SignInAsync(HttpClient browser, string password) => Site.SubmitAsync(
        browser, "/sign-in", "/sign-in", ("userName", "lan"), ("password", password), ("return", "/desk"));

    [GeneratedRegex("phusa_[A-Za-z0-9_-]{43}")]
    private static partial Regex Key();

    [GeneratedRegex("<code>([A-Z2-7]{4}(?: [A-Z2-7]{1,4})+)</code>")]
    private static partial Regex AuthenticatorKey();

    [GeneratedRegex("<code>([A-Z0-9]{5}-[A-Z0-9]{5})</code>")]
    private static partial Regex RecoveryCode();
}
