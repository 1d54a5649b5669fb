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

        Assert.Equal((HttpStatusCode.Conflict, "system.name-taken"), (refused.StatusCode, await refused.CodeAsync()));
    }

    [Fact]
    public async Task A_refused_form_comes_back_as_it_was_written()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var at = $"/systems/databases/{Guid.NewGuid()}";

        var refused = await PhusaHost.SubmitAsync(
            office, at, at, ("name", " "), ("scope", "National"), ("description", "Ghi chú dài đã gõ"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Ghi chú dài đã gõ", page, StringComparison.Ordinal);
        Assert.Contains("field-name-error", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_belongs_to_a_system_of_the_catalogue()
    {
        var office = await host.AsAsync(Role.DataOffice);
        var (system, database) = (Guid.NewGuid(), Guid.NewGuid());
        await office.PutAsJsonAsync($"/api/v1/systems/{system}", new { name = "Hệ thống chứa cơ sở dữ liệu" });
        var at = $"/systems/databases/{database}";

        await PhusaHost.SubmitAsync(office, at, at, ("name", "CSDL giá đất thử"), ("scope", "Shared"), ("system", $"{system}"));

        var found = await office.GetFromJsonAsync<JsonElement>("/api/v1/systems?q=gia dat thu");
        var known = Assert.Single(found.GetProperty("databases").EnumerateArray());
        Assert.Equal(("shared", system), (known.GetProperty("scope").GetString(), known.GetProperty("system").GetGuid()));
        var refused = await office.PutAsJsonAsync(
            $"/api/v1/systems/databases/{database}", new { name = "CSDL giá đất thử", system = Guid.NewGuid() });
        Assert.Contains("database.system-unknown", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "/systems")]
    [InlineData("databases/", "/systems?view=databases")]
    public async Task What_is_out_of_use_keeps_its_reason_and_can_come_back(string kind, string list)
    {
        var office = await host.AsAsync(Role.DataOffice);
        using var anyone = host.Anyone();
        var (id, name) = (Guid.NewGuid(), $"Sắp ngừng {kind}thử");
        await office.PutAsJsonAsync($"/api/v1/systems/{kind}{id}", new { name });
        var form = $"/systems/{kind}{id}";
        var all = list + (list.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "retired=true";

        await PhusaHost.SubmitAsync(office, form, $"/systems/{id}/retire", ("reason", ""), ("back", kind.TrimEnd('/')));
        Assert.Contains(name, await anyone.GetStringAsync(list), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(
            office, form, $"/systems/{id}/retire", ("reason", "Đã thay bằng hệ thống mới"), ("back", kind.TrimEnd('/')));

        Assert.DoesNotContain(name, await anyone.GetStringAsync(list), StringComparison.Ordinal);
        Assert.Contains("Đã thay bằng hệ thống mới", await anyone.GetStringAsync(all), StringComparison.Ordinal);
        Assert.Contains("Đã thay bằng hệ thống mới", await office.GetStringAsync(form), StringComparison.Ordinal);
        await PhusaHost.SubmitAsync(office, form, $"/systems/{id}/restore", ("back", kind.TrimEnd('/')));
        Assert.Contains(name, await anyone.GetStringAsync(list), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_data_office_changes_the_catalogue_of_systems()
    {
        var analyst = await host.AsAsync(Role.Analyst);
        var id = Guid.NewGuid();

        Assert.Equal(HttpStatusCode.Forbidden, (await analyst.PutAsJsonAsync($"/api/v1/systems/databases/{id}", new { name = "x" })).StatusCode);
        Assert.Equal(
            HttpStatusCode.Forbidden, (await analyst.PostAsJsonAsync($"/api/v1/systems/{id}/retire", new { reason = "x" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await (await host.AsAsync(Role.DataOffice))
            .PostAsJsonAsync($"/api/v1/systems/{id}/retire", new { reason = "x" })).StatusCode);
    }
}
