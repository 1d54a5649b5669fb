using System.Globalization;
using Phusa.Exchange.Events;
using Phusa.Exchange.Federation;

namespace Phusa.Tests.Unit.Exchange.Federation;

public sealed class CopyWordsTests
{
    [Theory]
    [InlineData("vi-VN", "projects copy.digest", "projects: nạp xong vẫn khác bên kia")]
    [InlineData("en", "projects peer.unreachable", "projects: they cannot be reached")]
    [InlineData("vi-VN", "projects some.other", "projects: lỗi some.other")]
    [InlineData("vi-VN", "projects", "projects")]
    public void Why_a_copy_is_not_fresh_is_told_in_words(string language, string detail, string told)
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            Assert.Equal(told, PeerWords.Detail(new(
                default, default, null, ExchangeEvent.Program, ExchangeAction.CopyTroubled, default, null, detail, "")));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
