using System.Net;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Security;

/// <summary>Every role at every page that is not for everybody: in, or not in.</summary>
public sealed class RoleMatrixTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    private static readonly Role[] Officials =
        [Role.Leader, Role.Steward, Role.DataOffice, Role.Auditor, Role.Analyst];

    private static readonly Role[] OnTheExchange = [.. Officials, Role.Integrator];

    private static readonly (string Page, Role[] Roles)[] Pages =
    [
        ("/account", Enum.GetValues<Role>()),
        ("/admin", [Role.Administrator]),
        ("/audit/personal-reads", [Role.Auditor]),
        ("/audit/personal-reads.csv", [Role.Auditor]),
        ("/audit/admin-actions", [Role.Auditor]),
        ("/audit/person", [Role.Auditor]),
        ("/audit/payloads", [Role.Auditor]),
        ("/audit/withholdings", [Role.DataOffice, Role.Auditor]),
        ("/audit/complaints", [Role.DataOffice, Role.Auditor]),
        ("/contracts", Officials),
        ("/contracts/propose", [Role.Steward]),
        ("/office", [Role.DataOffice]),
        ("/office/agencies", [Role.DataOffice]),
        ("/office/agencies/H21.13", [Role.DataOffice]),
        ("/systems", Enum.GetValues<Role>()),
        ("/systems/0190b6a0-0000-7000-8000-000000000001", [Role.DataOffice]),
        ("/exchange/members", OnTheExchange),
        ("/exchange/systems", OnTheExchange),
        ("/exchange/services", OnTheExchange),
        ("/exchange/agreements", OnTheExchange),
        ("/exchange/traffic", OnTheExchange),
        ("/exchange/federation", Officials),
        ("/exchange/members/new", [Role.DataOffice]),
        ("/api/v1/exchange/members", OnTheExchange),
        ("/api/v1/exchange/systems", OnTheExchange),
        ("/api/v1/contracts", Officials),
        ("/api/v1/systems", Enum.GetValues<Role>()),
    ];

    public static TheoryData<Role> Everyone => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task A_role_comes_to_its_pages_and_to_no_other(Role role)
    {
        var browser = await host.AsAsync(role);
        foreach (var (page, roles) in Pages)
        {
            var answer = await browser.GetAsync(page);

            Assert.True(
                answer.StatusCode == (roles.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden),
                $"{role} at {page}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Anyone_else_is_asked_to_sign_in_and_a_program_is_told_so()
    {
        using var anyone = host.Anyone();
        foreach (var (page, _) in Pages.Where(page => !page.Page.EndsWith("/systems", StringComparison.Ordinal)))
        {
            var answer = await anyone.GetAsync(page);

            Assert.True(
                page.StartsWith("/api/", StringComparison.Ordinal)
                    ? answer.StatusCode == HttpStatusCode.Unauthorized
                    : answer.Headers.Location?.OriginalString.Contains("/sign-in?return=", StringComparison.Ordinal) == true,
                $"{page}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task The_menu_shows_what_a_role_may_open()
    {
        var integrator = await (await host.AsAsync(Role.Integrator)).GetStringAsync("/systems");
        Assert.Contains("href=\"/exchange\"", integrator, StringComparison.Ordinal);
        var office = await (await host.AsAsync(Role.DataOffice)).GetStringAsync("/systems");
        Assert.Contains("href=\"/office\"", office, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/admin\"", office, StringComparison.Ordinal);

        var admin = await (await host.AsAsync(Role.Administrator)).GetStringAsync("/systems");
        Assert.Contains("href=\"/admin\"", admin, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/audit\"", admin, StringComparison.Ordinal);
    }
}
