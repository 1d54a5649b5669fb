using Phusa.Ui;

namespace Phusa.Tests.Unit.Ui;

public sealed class PageLinkTests
{
    private static readonly HttpContext Context = new DefaultHttpContext
    {
        Request = { Path = "/datasets", QueryString = new("?q=gi%C3%A1&agency=1&agency=2&page=3") },
    };

    [Fact]
    public void Another_order_keeps_the_search_and_goes_to_the_first_page() => Assert.Equal(
        "/datasets?q=gi%C3%A1&agency=1&agency=2&sort=-name", PageLink.With(Context, "sort", "-name"));

    [Fact]
    public void A_chosen_facet_is_taken_away_and_another_added()
    {
        Assert.Equal("/datasets?q=gi%C3%A1&agency=2", PageLink.Toggle(Context, "agency", "1"));
        Assert.Equal("/datasets?q=gi%C3%A1&agency=1&agency=2&format=csv", PageLink.Toggle(Context, "format", "csv"));
    }

    [Fact]
    public void A_message_survives_the_redirect_once()
    {
        var first = new DefaultHttpContext();
        Flash.Set(first, NoticeTone.Success, "Đã ghi 54 dòng");
        var cookie = first.Response.Headers.SetCookie.ToString().Split(';')[0];
        var second = new DefaultHttpContext { Request = { Headers = { Cookie = cookie } } };

        Assert.Equal(new Flash(NoticeTone.Success, "Đã ghi 54 dòng"), Flash.Take(second));
        Assert.Contains("flash=;", second.Response.Headers.SetCookie.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_message_that_someone_made_up_is_ignored()
    {
        var context = new DefaultHttpContext { Request = { Headers = { Cookie = "flash=%%%" } } };

        Assert.Null(Flash.Take(context));
    }
}
