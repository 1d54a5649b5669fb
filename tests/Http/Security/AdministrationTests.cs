using System.Net;
using System.Text.RegularExpressions;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Security;

/// <summary>The administrator's page, from opening an account to locking it, and what the auditor sees of it.</summary>
public sealed partial class AdministrationTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task An_account_is_opened_with_a_password_that_is_shown_once_and_must_be_changed()
    {
        var admin = await host.AsAsync(Role.Administrator);
        var (page, password) = await OpenAsync(admin, "huong.siu", "Siu Thu Hương", Role.Analyst);
        Assert.DoesNotContain(password, await admin.GetStringAsync(page), StringComparison.Ordinal);

        using var person = await host.SignInAsync("huong.siu", password);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.GetAsync("/contracts")).StatusCode);
        Assert.Contains("Hãy đặt mật khẩu của riêng bạn", await person.GetStringAsync("/account"), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(
            person, "/account", "/account/password", ("password", password), ("newPassword", "lúa chín trên đồng"));

        Assert.Equal(HttpStatusCode.OK, (await person.GetAsync("/contracts")).StatusCode);
    }

    [Fact]
    public async Task A_lock_takes_effect_at_the_next_request_and_is_told_at_sign_in()
    {
        var admin = await host.AsAsync(Role.Administrator);
        var (page, password) = await OpenAsync(admin, "khoa.tran", "Trần Đăng Khoa", Role.Analyst);
        using var person = await host.SignInAsync("khoa.tran", password);

        await PhusaHost.SubmitAsync(admin, page, page + "/lock");

        Assert.Equal(HttpStatusCode.Found, (await person.GetAsync("/account")).StatusCode);
        using var again = host.Anyone();
        await PhusaHost.SubmitAsync(again, "/sign-in", "/sign-in", ("userName", "khoa.tran"), ("password", password));
        Assert.Contains("đang bị khoá", await again.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_the_auditor_reads_about_it()
    {
        var admin = await host.AsAsync(Role.Administrator);
        var (page, _) = await OpenAsync(admin, "ha.nguyen", "Nguyễn Thanh Hà", Role.Analyst);

        await PhusaHost.SubmitAsync(admin, page, page + "/roles", ("role", "Leader"), ("agency", PhusaHost.Province));
        await PhusaHost.SubmitAsync(
            admin, page, page + "/roles/revoke", ("role", "Analyst"), ("agency", PhusaHost.Department));

        var roles = await admin.GetStringAsync(page);
        Assert.Contains("+ Lãnh đạo · UBND tỉnh", roles, StringComparison.Ordinal);
        Assert.Contains("− Chuyên viên phân tích · Sở KH&amp;CN", roles, StringComparison.Ordinal);
        var audit = await (await host.AsAsync(Role.Auditor)).GetStringAsync("/audit/admin-actions");
        Assert.Contains("ha.nguyen", audit, StringComparison.Ordinal);
        Assert.Contains("+ Lãnh đạo · UBND tỉnh", audit, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reason_against_an_account_is_told()
    {
        var admin = await host.AsAsync(Role.Administrator);
        await PhusaHost.SubmitAsync(
            admin, "/admin", "/admin/accounts", ("userName", "steward"), ("displayName", " "), ("role", "Leader"),
            ("agency", ""));

        var page = await admin.GetStringAsync("/admin");
        Assert.Contains("Chưa có họ tên.", page, StringComparison.Ordinal);
        Assert.Contains("Tên đăng nhập này đã có người dùng.", page, StringComparison.Ordinal);
        Assert.Contains("không hợp với cơ quan", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_cannot_change_their_own_account()
    {
        var admin = await host.AsAsync(Role.Administrator);
        var list = await admin.GetStringAsync("/admin?q=administrator");
        var page = AccountLink().Match(list).Value;

        var shown = await admin.GetStringAsync(page);
        Assert.DoesNotContain(page + "/lock", shown, StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(admin, "/admin", page + "/roles", ("role", "DataOffice"), ("agency", PhusaHost.Province));
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync("/office")).StatusCode);
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("unlock")]
    [InlineData("password")]
    [InlineData("second-factor")]
    [InlineData("sessions")]
    public async Task A_form_without_its_token_is_refused(string deed)
    {
        var admin = await host.AsAsync(Role.Administrator);
        var page = AccountLink().Match(await admin.GetStringAsync("/admin?q=citizen")).Value;

        var answer = await admin.PostAsync($"{page}/{deed}", new FormUrlEncodedContent([]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Reads_of_personal_data_are_filtered_and_exported_without_formulas()
    {
        var reads = host.Services.GetRequiredService<PersonalReads>();
        var facts = new DatasetFacts(
            "residents_audit", PhusaHost.Department, DatasetClass.Restricted, [new("name", PersonalDataClass.Basic)]);
        var caller = new Caller(
            Guid.NewGuid(), "Nguyễn Thị Lan", [new(Role.Steward, PhusaHost.Department)], SignInMethod.Session, "=1+1", "10.0.0.7");
        var request = new AccessRequest(caller, facts);
        await reads.RecordAsync(request, AccessDecision.Of(request, AgencyTree.Empty), "3", 7, "commune = 23560", default);
        var auditor = await host.AsAsync(Role.Auditor);

        var found = await auditor.GetStringAsync("/audit/personal-reads?dataset=residents_audit");
        Assert.Contains("commune = 23560", found, StringComparison.Ordinal);
        Assert.DoesNotContain("commune = 23560",
            await auditor.GetStringAsync("/audit/personal-reads?dataset=residents_audit&to=2020-01-01"), StringComparison.Ordinal);
        Assert.DoesNotContain("commune = 23560",
            await auditor.GetStringAsync("/audit/personal-reads?dataset=residents_audit&user=steward"), StringComparison.Ordinal);
        var csv = await auditor.GetAsync("/audit/personal-reads.csv?dataset=residents_audit");
        Assert.Equal("text/csv", csv.Content.Headers.ContentType!.MediaType);
        var lines = (await csv.Content.ReadAsStringAsync()).TrimEnd().Split("\n");
        Assert.Equal(2, lines.Length);
        Assert.Contains(",'=1+1,7,commune = 23560,10.0.0.7", lines[1], StringComparison.Ordinal);
    }

    private static async Task<(string Page, string Password)> OpenAsync(
        HttpClient admin, string userName, string displayName, Role role)
    {
        var opened = await PhusaHost.SubmitAsync(
            admin, "/admin", "/admin/accounts", ("userName", userName), ("displayName", displayName),
            ("role", role.ToString()), ("agency", PhusaHost.Department));
        var page = opened.Headers.Location!.OriginalString;
        var password = OneTime().Match(await admin.GetStringAsync(page)).Value;
        Assert.NotEmpty(password);
        return (page, password);
    }

    [GeneratedRegex("/admin/accounts/[0-9a-f-]{36}")]
    private static partial Regex AccountLink();

    [GeneratedRegex("(?<=<code class=\"one-time\">)[a-z2-9]{4}(-[a-z2-9]{4}){3}(?=</code>)")]
    private static partial Regex OneTime();
}
