using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Quality;

/// <summary>The agencies that the data office keeps.</summary>
public sealed class OfficeTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task An_agency_is_added_renamed_and_ended_with_a_successor()
    {
        var office = await host.AsAsync(Role.DataOffice);
        await PhusaHost.SubmitAsync(
            office, "/office/agencies", "/office/agencies", ("code", "H21.77"), ("nameVi", "Ban Thử nghiệm"),
            ("parent", PhusaHost.Province), ("from", "2025-07-01"));
        const string page = "/office/agencies/H21.77";
        await PhusaHost.SubmitAsync(
            office, page, page + "/change", ("nameVi", "Ban Đổi mới"), ("nameEn", "Innovation board"), ("shortName", "Ban ĐM"),
            ("parent", PhusaHost.Province));
        await PhusaHost.SubmitAsync(
            office, page, page + "/end", ("to", "2026-01-01"), ("successor", PhusaHost.Department));

        var agency = (await host.Services.GetRequiredService<Agencies>().TreeAsync(default)).Find("H21.77")!;
        Assert.Equal(("Ban Đổi mới", "Innovation board", PhusaHost.Department), (agency.NameVi, agency.NameEn, agency.Successor));
        Assert.Equal(new DateOnly(2026, 1, 1), agency.ValidTo);
        Assert.Contains("Ban Đổi mới",
            await (await host.AsAsync(Role.Auditor)).GetStringAsync("/audit/admin-actions"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_code_is_refused_in_words()
    {
        var office = await host.AsAsync(Role.DataOffice);
        await PhusaHost.SubmitAsync(
            office, "/office/agencies", "/office/agencies", ("code", PhusaHost.Department), ("nameVi", "Sở khác"));

        Assert.Contains("đã có cơ quan dùng", await office.GetStringAsync("/office/agencies"), StringComparison.Ordinal);
    }
}
