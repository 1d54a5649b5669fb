using Microsoft.AspNetCore.Components;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Tests.Unit.Ui;

public sealed class ComponentTests
{
    [Fact]
    public async Task The_pattern_page_renders_every_component_in_both_languages()
    {
        Assert.Contains("lang=\"vi\"", await Rendered.AsVietnameseAsync<DesignPage>(), StringComparison.Ordinal);
        Assert.Contains("lang=\"en\"", await Rendered.AsAsync<DesignPage>(Text.English), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_page_is_the_same_bytes_every_time() => Assert.Equal(
        await Rendered.AsVietnameseAsync<DesignForms>(), await Rendered.AsVietnameseAsync<DesignForms>());

    [Fact]
    public async Task The_layout_has_a_skip_link_the_province_and_the_navigation_in_order()
    {
        var html = await Rendered.AsVietnameseAsync<Layout>(
            ("Title", (Words)"Giá đất"), ("ChildContent", Rendered.Words("nội dung")));

        Assert.StartsWith("<!DOCTYPE html>", html.TrimStart(), StringComparison.Ordinal);
        Assert.Contains("<title>Giá đất – Phù Sa · tỉnh Gia Lai</title>", html, StringComparison.Ordinal);
        Assert.Contains("href=\"#main\"", html, StringComparison.Ordinal);
        var maps = html.IndexOf("/maps", StringComparison.Ordinal);
        Assert.InRange(html.IndexOf("/datasets", StringComparison.Ordinal), 0, maps);
        Assert.DoesNotContain("/secret", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_page_has_one_description_its_own_or_one_made_of_its_title()
    {
        var plain = await Rendered.AsVietnameseAsync<Layout>(("Title", (Words)"Giá đất"));
        var told = await Rendered.AsVietnameseAsync<Layout>(
            ("Title", (Words)"Giá đất"), ("Description", (Words)"Bảng giá đất theo xã"));

        Assert.Contains("name=\"description\" content=\"Giá đất – Phù Sa · tỉnh Gia Lai. Bộ dữ liệu", plain, StringComparison.Ordinal);
        Assert.Contains("name=\"description\" content=\"Bảng giá đất theo xã\"", told, StringComparison.Ordinal);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(told, "name=\"description\""));
    }

    [Fact]
    public async Task What_does_not_fit_into_the_header_stands_in_a_menu_that_needs_no_script()
    {
        var html = await Rendered.AsVietnameseAsync<SiteHeader>();

        var bar = html[html.IndexOf("site-nav", StringComparison.Ordinal)..html.IndexOf("</nav>", StringComparison.Ordinal)];
        var menu = bar[bar.IndexOf("<details", StringComparison.Ordinal)..];
        Assert.Contains("<span>Khác</span>", menu, StringComparison.Ordinal);
        Assert.Contains("href=\"/page-6\"", menu, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/page-5\"", menu, StringComparison.Ordinal);
        Assert.Contains("href=\"/page-5\"", bar, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_needs_inline_scripts_or_styles()
    {
        var html = await Rendered.AsVietnameseAsync<DesignPage>();

        Assert.DoesNotContain(" style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("<script(?![^>]*src=)", html);
        Assert.DoesNotMatch("\\son[a-z]+=\"", html);
    }

    [Fact]
    public async Task A_wrong_field_points_to_its_hint_and_its_error()
    {
        var html = await Rendered.AsVietnameseAsync<Field>(
            ("Name", "code"), ("Label", (Words)"Mã"), ("Hint", (Words)"Ví dụ H21.05"), ("Error", (Words)"Thiếu chữ số"));

        Assert.Contains("<label for=\"field-code\">Mã", html, StringComparison.Ordinal);
        Assert.Contains("aria-invalid=\"true\"", html, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"field-code-hint field-code-error\"", html, StringComparison.Ordinal);
        Assert.Contains("id=\"field-code-error\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_comes_from_people_is_shown_as_text()
    {
        var html = await Rendered.AsVietnameseAsync<ListRow>(("Href", "/"), ("Title", (Words)"<script>alert(1)</script>"));

        Assert.Contains("&lt;script&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_histogram_keeps_markup_in_its_ranges_harmless()
    {
        var html = await Rendered.AsVietnameseAsync<Histogram>(
            ("Label", (Words)"x"), ("Bins", (IReadOnlyList<Bin>)[new("<b>", 3), new("2", 0)]));

        Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sorted_column_says_so_and_leads_to_the_opposite_order()
    {
        RenderFragment columns = builder =>
        {
            builder.OpenComponent<Column<int>>(0);
            builder.AddComponentParameter(1, "Title", (Words)"Số");
            builder.AddComponentParameter(2, "Sort", "no");
            builder.AddComponentParameter(3, "Value", (Func<int, object?>)(row => row));
            builder.CloseComponent();
        };

        var html = await Rendered.AsVietnameseAsync<DataTable<int>>(
            ("Items", (IReadOnlyList<int>)[1234, 5]), ("Caption", (Words)"Bảng"), ("Sort", "no"), ("ChildContent", columns));

        Assert.Contains("aria-sort=\"ascending\"", html, StringComparison.Ordinal);
        Assert.Contains("?sort=-no", html, StringComparison.Ordinal);
        Assert.Contains("<span>1.234</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_icon_is_refused_by_name()
    {
        var failure = await Assert.ThrowsAsync<ArgumentException>(
            () => Rendered.AsVietnameseAsync<Icon>(("Name", "no-such-icon")));

        Assert.Contains("no-such-icon", failure.Message, StringComparison.Ordinal);
    }
}
