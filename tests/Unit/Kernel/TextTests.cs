using System.Globalization;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Unit.Kernel;

public sealed class TextTests
{
    [Fact]
    public void A_text_is_worded_in_the_language_asked_for()
    {
        var text = new Text("{0:N0} dòng", "{0:N0} rows", 1234567);

        Assert.Equal("1.234.567 dòng", text.In(CultureInfo.GetCultureInfo("vi-VN")));
        Assert.Equal("1,234,567 rows", text.In(CultureInfo.GetCultureInfo("en-GB")));
    }

    [Fact]
    public void A_text_may_hold_another_text()
    {
        var text = new Text("Thiếu {0}", "{0} is missing", new Text("tên", "name"));

        Assert.Equal("Thiếu tên", text.Vi);
        Assert.Equal("name is missing", text.En);
    }

    [Fact]
    public void A_value_with_braces_stays_as_it_is() => Assert.Equal("a{0}b", Text.Same("a{0}b").Vi);
}
