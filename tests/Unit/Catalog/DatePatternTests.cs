using Phusa.Catalog.Contracts;

namespace Phusa.Tests.Unit.Catalog;

public sealed class DatePatternTests
{
    [Theory]
    [InlineData("yyyy-MM-dd", "%Y-%m-%d")]
    [InlineData("dd/MM/yyyy", "%d/%m/%Y")]
    [InlineData("d/M/yy", "%-d/%-m/%y")]
    [InlineData("yyyy-MM-dd HH:mm:ssZ", "%Y-%m-%d %H:%M:%S%z")]
    [InlineData("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "%Y-%m-%dT%H:%M:%S.%g%z")]
    [InlineData("yyyyMMdd", "%Y%m%d")]
    [InlineData("'ngày' dd ''MM", "ngày %d '%m")]
    [InlineData("h:mm a", "%-I:%M %p")]
    [InlineData("100%dd", "100%%%d")]
    public void A_pattern_of_the_JDK_becomes_one_of_strptime(string pattern, string strptime) =>
        Assert.Equal(strptime, DatePattern.ToStrptime(pattern));

    [Theory]
    [InlineData("YYYY-MM-dd", "YYYY")]
    [InlineData("yyyy-'W'ww", "ww")]
    [InlineData("yyyy[-MM]", "[")]
    [InlineData("QQQ yyyy", "QQQ")]
    [InlineData("yyyyy", "yyyyy")]
    [InlineData("yyyy 'open", "'open")]
    public void What_strptime_cannot_say_is_refused(string pattern, string part)
    {
        Assert.Null(DatePattern.ToStrptime(pattern, out var refused));
        Assert.Equal(part, refused);
    }

    [Theory]
    [InlineData(@"^[A-Z]{2}\d+$", @"^[A-Z]{2}\d+$")]
    [InlineData(@"[\u00C0-\u1EF9]+", @"[\x{00C0}-\x{1EF9}]+")]
    [InlineData(@"\\u0041", @"\\u0041")]
    [InlineData(@"(?:a|b)\(?=", @"(?:a|b)\(?=")]
    public void A_pattern_is_translated_for_RE2(string pattern, string re2) =>
        Assert.Equal(re2, Re2Pattern.Translate(pattern, out _));

    [Theory]
    [InlineData("(?=a)b", "look-ahead")]
    [InlineData("(?<!a)b", "look-behind")]
    [InlineData(@"(a)\1", "back-references")]
    [InlineData(@"(?<x>a)\k<x>", "back-references")]
    [InlineData("a{1,2000}", "1,000")]
    [InlineData("(a", "syntax")]
    [InlineData(@"\cA", @"\cA")]
    public void A_pattern_that_RE2_lacks_is_refused_with_the_reason(string pattern, string reason)
    {
        Assert.Null(Re2Pattern.Translate(pattern, out var why));
        Assert.Contains(reason, why.En);
    }
}
