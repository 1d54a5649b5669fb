using System.Net;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http.Exchange;

/// <summary>What an agreement's page offers to whom, what it tells of its past, and the purpose that names nobody.</summary>
public sealed class AgreementReviewTests(ExchangeHost host) : IClassFixture<ExchangeHost>
{
    private const string Agreements = "/api/v1/exchange/agreements";
    private const string Second = "Chờ người thứ hai duyệt";
    private const string ForAnother = "Người duyệt phải là người khác";

    [Fact]
    public async Task The_page_offers_each_approval_to_another_person_and_lists_who_gave_it()
    {
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var page = await AskedAsync(office, "twice_wells", Classification.Important);
        var approve = $"action=\"{page}/approve\"";

        // The one who asked is of the data office, which may give a second approval, but not of its own request.
        var (asker, owner) = (await office.GetStringAsync(page), await steward.GetStringAsync(page));
        Assert.DoesNotContain(approve, asker, StringComparison.Ordinal);
        Assert.DoesNotContain(Second, asker, StringComparison.Ordinal);
        Assert.Contains(approve, owner, StringComparison.Ordinal);
        Assert.DoesNotContain(ForAnother, owner, StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(steward, page, $"{page}/approve");
        foreach (var (shown, name) in new[] { (await steward.GetStringAsync(page), "approver"), (await office.GetStringAsync(page), "asker") })
        {
            Assert.Contains(Second, shown, StringComparison.Ordinal);
            Assert.Contains(ForAnother, shown, StringComparison.Ordinal);
            Assert.False(shown.Contains(approve, StringComparison.Ordinal), name);
        }
        using var colleague = await AnotherAsync("another-office", new(Role.DataOffice, PhusaHost.Province));
        var offered = await colleague.GetStringAsync(page);
        Assert.Contains(approve, offered, StringComparison.Ordinal);
        Assert.DoesNotContain(ForAnother, offered, StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(colleague, page, $"{page}/approve");
        var granted = await office.GetStringAsync(page);
        Assert.DoesNotContain(Second, granted, StringComparison.Ordinal);
        Assert.DoesNotContain(ForAnother, granted, StringComparison.Ordinal);
        var events = granted.Split("<table")[1].Split("</table>")[0].Split("Duyệt lần thứ nhất");
        Assert.Equal(2, events.Length);
        Assert.Contains("Chấp thuận thoả thuận", events[0], StringComparison.Ordinal);
        Assert.Contains("Người dùng Steward", events[1], StringComparison.Ordinal);
        Assert.Contains("Yêu cầu khai thác dữ liệu", events[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_data_takes_one_person_and_who_may_do_nothing_is_offered_nothing()
    {
        var (office, steward) = (await host.AsAsync(Role.DataOffice), await host.AsAsync(Role.Steward));
        var page = await AskedAsync(office, "once_wells", Classification.Shared);
        Assert.DoesNotContain($"{page}/", await (await host.AsAsync(Role.Auditor)).GetStringAsync(page), StringComparison.Ordinal);

        await PhusaHost.SubmitAsync(steward, page, $"{page}/approve");

        var granted = await steward.GetStringAsync(page);
        Assert.DoesNotContain(Second, granted, StringComparison.Ordinal);
        Assert.DoesNotContain("Duyệt lần thứ nhất", granted, StringComparison.Ordinal);
        Assert.Contains("Chấp thuận thoả thuận", granted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Xác minh công dân 064093000017")]
    [InlineData("Liên hệ 0912 345 678 để cấp nước")]
    public async Task A_purpose_that_names_a_person_is_refused_by_the_api_and_on_the_form(string purpose)
    {
        var office = await host.AsAsync(Role.DataOffice);
        var order = await OrderAsync($"purpose_wells_{purpose.Length}", Classification.Shared) with { Purpose = purpose };

        var refused = await office.PostAsJsonAsync(Agreements, order);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal("agreement.purpose-person", await BreakOffTests.CodeAsync(refused));
        var form = $"/exchange/services/{order.Service}/agreements";
        var shown = await PhusaHost.SubmitAsync(
            office, $"{form}/new", form, ("system", $"{order.System}"), ("purpose", purpose), ("legalBasis", "Luật"), ("fields", "no"),
            ("validTo", "2099-01-31"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, shown.StatusCode);
        Assert.Contains("Mục đích không được chứa số định danh hay số điện thoại", await shown.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain($"{order.Service}", await office.GetStringAsync(Agreements), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Created, (await office.PostAsJsonAsync(Agreements, order with { Purpose = "Cấp nước hồ sơ 2026" })).StatusCode);
    }

    /// <summary>The page of a new request.</summary>
    private async Task<string> AskedAsync(HttpClient by, string dataset, Classification classification)
    {
        var made = await by.PostAsJsonAsync(Agreements, await OrderAsync(dataset, classification));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return $"/exchange/agreements/{made.Headers.Location!.OriginalString.Split('/')[^1]}";
    }

    private async Task<AgreementOrder> OrderAsync(string dataset, Classification classification)
    {
        await host.OwnedAsync(dataset, classification);
        return new(
            (await host.SystemAsync()).Id, (await host.PublishAsync(new(dataset))).Id, "Cấp nước", "Luật Tài nguyên nước", ["no"],
            ValidTo: new(2099, 1, 31));
    }

    private async Task<HttpClient> AnotherAsync(string name, RoleGrant grant)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var made = await scope.ServiceProvider.GetRequiredService<Accounts>().CreateAsync(
            name, "Đồng nghiệp", PhusaHost.Password, [grant], default);
        Assert.True(made.IsDone, string.Join("; ", made.Problems));
        return await host.SignInAsync(name, PhusaHost.Password);
    }
}
