using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Unit.Exchange.Gateway;

public sealed class TargetPathTests
{
    private static readonly Uri Upstream = new("http://10.0.0.5:8080/api/v2/");

    [Theory]
    [InlineData("", "", "http://10.0.0.5:8080/api/v2")]
    [InlineData("/du-an", "", "http://10.0.0.5:8080/api/v2/du-an")]
    [InlineData("/du-an/", "?trang=2&q=a%20b", "http://10.0.0.5:8080/api/v2/du-an/?trang=2&q=a%20b")]
    [InlineData("/xã/Ia Ly", "", "http://10.0.0.5:8080/api/v2/x%C3%A3/Ia%20Ly")]
    [InlineData("/a?b#c", "", "http://10.0.0.5:8080/api/v2/a%3Fb%23c")]
    [InlineData("/a:b@c", "?", "http://10.0.0.5:8080/api/v2/a:b@c")]
    [InlineData("/a", "?q=\"<đ>%zz", "http://10.0.0.5:8080/api/v2/a?q=%22%3C%C4%91%3E%25zz")]
    public void A_path_goes_below_the_upstreams_own(string path, string query, string whole) =>
        Assert.Equal(whole, Read(path).Under(Upstream, query).OriginalString);

    [Fact]
    public void An_upstream_without_a_path_gets_a_slash() =>
        Assert.Equal("https://h/?a", Read("").Under(new("https://h"), "?a").OriginalString);

    [Theory]
    [InlineData("/a/%2e%2e/x", "/x", "%2e%2e")]
    [InlineData("/a/../x", "/x", "..")]
    [InlineData("/a/..;b/x", "/a/..;b/x", "..;b")]
    [InlineData("/a;b/./x", "/a;b/x", ".")]
    [InlineData("/a%2f..%2fx", "/a%2f..%2fx", "%2f")]
    [InlineData("/a%5C..%5Cx", "/a\\..\\x", "%5c")]
    [InlineData("/a\\x", "/a\\x", "\\")]
    [InlineData("/a/%252e%252e/x", "/a/%2e%2e/x", "%")]
    [InlineData("/a//x", "/a//x", "//")]
    [InlineData("/a%00x", "/a\0x", "%00")]
    [InlineData("/a%0Dx", "/a\rx", "U+000D")]
    [InlineData("/a%7Fx", "/a\u007fx", "U+007F")]
    [InlineData("/a", ".evil.example/a", ".evil.example/a")]
    [InlineData("*", "", "*")]
    [InlineData("http://h/a/../x", "/x", "..")]
    public void What_two_servers_may_read_differently_is_refused(string raw, string path, string named)
    {
        var refused = Assert.Single(TargetPath.Read(raw, path).Problems);
        Assert.Equal("path.ambiguous", refused.Code);
        Assert.Contains($"“{named}”", refused.Message.Vi);
    }

    [Fact]
    public void Dots_in_the_query_or_in_names_are_fine()
    {
        Assert.True(TargetPath.Read("/a?x=/../%2f", "/a").IsDone);
        Assert.True(TargetPath.Read("/..a/b..", "/..a/b..").IsDone);
        Assert.True(TargetPath.Read("http://h/a", "/a").IsDone);
    }

    [Fact]
    public void Whatever_is_let_through_is_forwarded_as_it_was_authorised() => Prop.ForAll(Paths(), path =>
    {
        if (TargetPath.Read("/", path) is not { IsDone: true, Value: var read })
        {
            return;
        }
        var sent = read.Under(Upstream, "");
        Assert.Equal("/api/v2" + path, Decoded(sent.AbsolutePath));
        Assert.Equal((Upstream.Scheme, Upstream.Authority), (sent.Scheme, sent.Authority));
        // A server that normalises comes to the same path, so that none is outside of what was authorised.
        Assert.Equal(sent.AbsolutePath, new Uri("http://10.0.0.5:8080" + read.Under(Upstream, "").AbsolutePath).AbsolutePath);
        Assert.Empty(sent.Query);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_query_never_leaves_its_place() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), query =>
    {
        var sent = Read("/a").Under(Upstream, "?" + query.Get);
        Assert.Equal("/api/v2/a", sent.AbsolutePath);
        Assert.Empty(sent.Fragment);
        Assert.DoesNotContain(sent.OriginalString, letter => letter is <= ' ' or > '~');
    }).QuickCheckThrowOnFailure();

    private static TargetPath Read(string path) => TargetPath.Read(path, path).Value!;

    private static string Decoded(string encoded)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < encoded.Length; at++)
        {
            bytes.Add(encoded[at] == '%' ? Convert.ToByte(encoded.Substring(at + 1, 2), 16) : (byte)encoded[at]);
            at += encoded[at] == '%' ? 2 : 0;
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static Arbitrary<string> Paths() => Gen.Elements(
            "/", "/", "a", "b", ".", "..", ";", "%", "2e", "2f", "\\", "?", "#", "@", ":", " ", "ạ", "\r", "\ud800", "😀", "+", "=")
        .ListOf().Resize(7).Select(parts => "/" + string.Concat(parts)).ToArbitrary();
}
