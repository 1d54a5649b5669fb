using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Unit.Exchange.Gateway;

public sealed class HeaderRulesTests
{
    [Theory]
    [InlineData("Connection", "close")]
    [InlineData("Transfer-Encoding", "chunked")]
    [InlineData("Keep-Alive", "timeout=5")]
    [InlineData("Upgrade", "websocket")]
    [InlineData("Proxy-Authorization", "Basic x")]
    [InlineData("HTTP2-Settings", "x")]
    [InlineData("X-Content-Length", "5")]
    [InlineData("Authorization", "Bearer of the caller")]
    [InlineData("Cookie", "session=1")]
    [InlineData("Forwarded", "for=1.2.3.4")]
    [InlineData("X-Forwarded-Prefix", "/evil")]
    [InlineData("X_Forwarded_User", "admin")]
    [InlineData("X-HTTP-Method-Override", "DELETE")]
    [InlineData("X-Original-URL", "/admin")]
    [InlineData("X-Original-For", "10.1.2.3:443")]
    [InlineData("Phusa-Client", "someone else")]
    [InlineData("phusa_client", "someone else")]
    [InlineData("Expect", "100-continue")]
    public void What_is_not_the_callers_to_say_stays_behind(string name, string value) =>
        Assert.False(Forwarded((name, value)).Headers.Contains(name));

    [Fact]
    public void Headers_named_in_Connection_stay_behind()
    {
        var sent = Forwarded(("Connection", "close, X-Secret"), ("x-secret", "1"), ("X-Kept", "2"));
        Assert.False(sent.Headers.Contains("X-Secret"));
        Assert.Equal(["2"], sent.Headers.GetValues("X-Kept"));
    }

    [Fact]
    public void Only_trailers_is_left_of_TE()
    {
        Assert.Equal(["trailers"], Forwarded(("TE", "gzip;q=0.5, trailers")).Headers.GetValues("TE"));
        Assert.False(Forwarded(("TE", "gzip")).Headers.Contains("TE"));
    }

    [Fact]
    public void The_gateway_says_itself_where_a_call_came_from()
    {
        var sent = Forwarded(("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-Host", "evil.example"));
        Assert.Equal(["10.1.2.3"], sent.Headers.GetValues("X-Forwarded-For"));
        Assert.Equal(["https"], sent.Headers.GetValues("X-Forwarded-Proto"));
        Assert.Equal(["lgsp.example"], sent.Headers.GetValues("X-Forwarded-Host"));
        Assert.Null(sent.Headers.Host);
    }

    [Fact]
    public void Own_headers_take_the_place_of_the_callers()
    {
        var context = Context(("X-Api-Key", "the caller's"), ("Content-Type", "application/json"));
        var sent = new HttpRequestMessage { Content = new ByteArrayContent([]) };
        HeaderRules.Forward(context.Request, sent, [new("X-Api-Key", "ours"), new("Phusa-Client", "H21.13/one")]);
        Assert.Equal(["ours"], sent.Headers.GetValues("X-Api-Key"));
        Assert.Equal(["H21.13/one"], sent.Headers.GetValues("Phusa-Client"));
        Assert.Equal("application/json", sent.Content.Headers.ContentType!.ToString());
    }

    [Fact]
    public void Values_of_several_lines_are_dropped()
    {
        var sent = Forwarded(("X-One", "a\r\nX-Two: b"), ("X-Three", "c\nd"));
        Assert.False(sent.Headers.Contains("X-One"));
        Assert.False(sent.Headers.Contains("X-Three"));
    }

    [Fact]
    public void Two_lengths_are_refused()
    {
        var sent = new HeaderDictionary { ["Transfer-Encoding"] = "chunked", ["X-Content-Length"] = "3" };
        Assert.Equal("request.two-lengths", HeaderRules.Ambiguous(sent)?.Code);
        Assert.Null(HeaderRules.Ambiguous(new HeaderDictionary { ["Transfer-Encoding"] = "chunked" }));
        Assert.Null(HeaderRules.Ambiguous(new HeaderDictionary { ["X-Content-Length"] = "3" }));
    }

    [Theory]
    [InlineData("Strict-Transport-Security", "max-age=0")]
    [InlineData("Set-Cookie", "a=b")]
    [InlineData("Clear-Site-Data", "*")]
    [InlineData("Alt-Svc", "h3=\":443\"")]
    [InlineData("Proxy-Authenticate", "Basic")]
    [InlineData("Phusa-Receipt", "forged")]
    [InlineData("X-Named", "in Connection")]
    [InlineData("X-Odd", "dữ liệu")]
    [InlineData("X-Odd", "a\u0001b")]
    public void What_would_act_on_the_gateways_site_does_not_come_back(string name, string value)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([]) };
        answer.Headers.TryAddWithoutValidation("Connection", "x-named");
        answer.Headers.TryAddWithoutValidation(name, value);
        answer.Headers.TryAddWithoutValidation("ETag", "\"1\"");
        var context = new DefaultHttpContext();
        HeaderRules.Answer(answer, context.Response);
        Assert.Equal(["ETag"], context.Response.Headers.Keys);
    }

    [Fact]
    public void A_header_of_the_gateways_own_stays()
    {
        var answer = new HttpResponseMessage();
        answer.Headers.TryAddWithoutValidation("Content-Security-Policy", "default-src *");
        var context = new DefaultHttpContext { Response = { Headers = { ["Content-Security-Policy"] = "default-src 'self'" } } };
        HeaderRules.Answer(answer, context.Response);
        Assert.Equal("default-src 'self'", context.Response.Headers["Content-Security-Policy"]);
    }

    [Theory]
    [InlineData(HttpStatusCode.NoContent, null)]
    [InlineData(HttpStatusCode.NotModified, 0L)]
    public void A_length_goes_only_where_it_means_something(HttpStatusCode status, long? length)
    {
        var answer = new HttpResponseMessage(status) { Content = new ByteArrayContent([]) };
        var context = new DefaultHttpContext { Response = { StatusCode = (int)status } };
        answer.Content.Headers.ContentLength = 0;
        HeaderRules.Answer(answer, context.Response);
        Assert.Equal(length, context.Response.Headers.ContentLength);
    }

    [Fact]
    public void Trailers_come_along()
    {
        var answer = new HttpResponseMessage();
        answer.TrailingHeaders.TryAddWithoutValidation("X-Checksum", "abc");
        answer.TrailingHeaders.TryAddWithoutValidation("Set-Cookie", "a=b");
        var context = new DefaultHttpContext();
        var trailers = new TrailersFeature();
        context.Features.Set<IHttpResponseTrailersFeature>(trailers);
        HeaderRules.Trailers(answer, context.Response);
        Assert.Equal(["X-Checksum"], trailers.Trailers.Keys);
    }

    private static HttpRequestMessage Forwarded(params (string Name, string Value)[] headers)
    {
        var sent = new HttpRequestMessage();
        HeaderRules.Forward(Context(headers).Request, sent, []);
        return sent;
    }

    private static DefaultHttpContext Context(params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext
        {
            Request = { Scheme = "https", Host = new("lgsp.example"), Protocol = "HTTP/1.1" },
            Connection = { RemoteIpAddress = IPAddress.Parse("10.1.2.3") },
        };
        foreach (var (name, value) in headers)
        {
            context.Request.Headers[name] = value;
        }
        return context;
    }

    private sealed class TrailersFeature : IHttpResponseTrailersFeature
    {
        public IHeaderDictionary Trailers { get; set; } = new HeaderDictionary();
    }
}
