using System.Net;

namespace Phusa.Tests.Http.OpenData;

[Collection(PortalHostGroup.Name)]
public sealed class DatasetPageTests(PortalHost host)
{
    [Theory]
    [InlineData("", "Quốc lộ một")]
    [InlineData("/fields", "length_km")]
    [InlineData("/quality", "id=\"correct\"")]
    [InlineData("/profile", "Phân bố")]
    [InlineData("/versions", "/versions/1/diff/2")]
    [InlineData("/versions/1/diff/2", "Ngõ bốn")]
    [InlineData("/api", "import pandas")]
    [InlineData("/rows/A1", "roads.csv")]
    public async Task Each_tab_is_a_page_of_its_own(string tab, string content)
    {
        var page = await host.Client().GetStringAsync($"/datasets/roads{tab}");
        Assert.Contains(content, page, StringComparison.Ordinal);
        Assert.Contains("Đường bộ của tỉnh", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_filter_form_becomes_an_address_in_the_language_of_the_api()
    {
        var answer = await host.Client().GetAsync("/datasets/roads?sort=-length_km&by=name&op=like&value=quoc");
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var address = answer.Headers.Location!.ToString();
        Assert.Equal("/datasets/roads?sort=-length_km&name=like.quoc", address);
        var page = await host.Client().GetStringAsync(address);
        Assert.Contains("Quốc lộ một", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Đường tỉnh hai", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_filter_says_so_on_the_page()
    {
        var page = await host.Client().GetStringAsync("/datasets/roads?length_km=gte.dai");
        Assert.Contains("dai", page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Masked_values_are_shown_masked_with_a_note()
    {
        var page = await host.Client().GetStringAsync("/datasets/roads");
        Assert.Contains("******5678", page, StringComparison.Ordinal);
        Assert.DoesNotContain("0912345678", page, StringComparison.Ordinal);
        Assert.Contains("Một số giá trị được che", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_no_record_have_a_check_that_leads_to_the_rejects()
    {
        await host.RegisterAsync(Samples.Contract("torn", "Tệp có dòng hỏng", "open"));
        await host.ImportAsync("torn", Samples.First + "A9,thừa,1,2,3,4,5\n");

        var tab = await host.Client().GetStringAsync("/datasets/torn/quality");
        Assert.Contains("<a href=\"/datasets/torn/quality/record\">Mỗi dòng của tệp đọc được thành một bản ghi</a>", tab, StringComparison.Ordinal);
        var page = await (await host.StewardAsync()).GetStringAsync("/datasets/torn/quality/record");
        Assert.Contains("Phiên bản này không có dòng nào để liệt kê", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/loads/", page, StringComparison.Ordinal);
        var rows = await host.JsonAsync("/api/v1/datasets/torn/quality/record/rows");
        Assert.Empty(rows["rows"]!.AsArray());
    }

    [Fact]
    public async Task An_earlier_version_says_that_it_is_one()
    {
        var page = await host.Client().GetStringAsync("/datasets/roads?version=1");
        Assert.Contains("Cầu ba", page, StringComparison.Ordinal);
        Assert.Contains("không phải phiên bản đang phục vụ", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dataset_without_rows_and_one_not_for_everybody_still_have_pages()
    {
        Assert.Contains("Chưa có dữ liệu", await host.Client().GetStringAsync("/datasets/coming"), StringComparison.Ordinal);
        var page = await host.Client().GetStringAsync("/datasets/shared_demo");
        Assert.DoesNotContain("Quốc lộ một", page, StringComparison.Ordinal);
        Assert.Contains("không xem được các dòng", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_near_name_is_suggested_and_a_secret_one_is_not()
    {
        var answer = await host.Client().GetAsync("/datasets/raods");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("href=\"/datasets/roads\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        answer = await host.Client().GetAsync("/datasets/people_demo");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain("Người dân", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task English_is_one_click_away() =>
        Assert.Contains("Some values are masked", await host.Client().GetStringAsync("/datasets/roads?lang=en"), StringComparison.Ordinal);
}
