using System.Net;
using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Catalog;

/// <summary>The catalogue of information systems.</summary>
public sealed class SystemTests(PhusaHost host) : IClassFixture<PhusaHost>
{
    [Fact]
    public async Task A_system_is_added_found_without_accents_and_changed()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var at = $"/systems/{Guid.NewGuid()}";
        await PhusaHost.SubmitAsync(
            office, at, at, ("name", "Nền tảng đo đạc"), ("kind", "Platform"), ("agency", PhusaHost.Department), ("level", "3"),
            ("description", ""));

        var found = await office.GetFromJsonAsync<JsonElement>("/api/v1/systems?q=do dac nen&kind=platform");
        var system = Assert.Single(found.GetProperty("systems").EnumerateArray());
        Assert.Equal(3, system.GetProperty("securityLevel").GetInt32());
        await PhusaHost.SubmitAsync(office, at, at, ("name", "Nền tảng đo đạc"), ("kind", "Portal"), ("level", ""));
        Assert.Empty((await office.GetFromJsonAsync<JsonElement>("/api/v1/systems?q=do dac&kind=platform"))
            .GetProperty("systems").EnumerateArray());
    }

    [Fact]
    public async Task A_security_level_is_for_officials()
    {
        var office = await host.AsAsync(Role.DataOffice);
        await office.PutAsJsonAsync($"/api/v1/systems/{Guid.NewGuid()}", new { name = "Hệ thống kín", kind = "application", securityLevel = 4 });
        using var anyone = host.Anyone();

        Assert.DoesNotContain("Cấp độ 4", await anyone.GetStringAsync("/systems?q=kin"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Assert.Single((await anyone.GetFromJsonAsync<JsonElement>("/api/v1/systems?q=kin"))
            .GetProperty("systems").EnumerateArray()).GetProperty("securityLevel").ValueKind);
        Assert.Contains("Cấp độ 4", await (await host.AsAsync(Role.Analyst)).GetStringAsync("/systems?q=kin"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_a_system_is_told_at_once()
    {
        var office = await host.AsAsync(Role.DataOffice);

        var refused = await office.PutAsJsonAsync(
            $"/api/v1/systems/{Guid.NewGuid()}", new { name = " ", agency = "H99", securityLevel = 6 });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["system.agency-unknown", "system.level-invalid", "system.name-missing"],
            (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("codes").EnumerateArray()
                .Select(code => code.GetString()).Order());
    }

    [Fact]
    public async Task Two_systems_do_not_share_a_name()
    {
        var office = await host.AsAsync(Role.DataOffice);
        await office.PutAsJsonAsync($"/api/v1/systems/{Guid.NewGuid()}", new { name = "Một tên" });

        var refused = await office.PutAsJsonAsync($"/api/v1/systems/{Guid.NewGuid()}", new { name = "Một tên " });

        Assert.Contains("system.name-taken", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
