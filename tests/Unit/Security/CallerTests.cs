using System.Net;
using Phusa.Security.Contracts;
using Phusa.Security.Sessions;
using Phusa.Security.Web;

namespace Phusa.Tests.Unit.Security;

public sealed class CallerTests
{
    private static readonly Caller Lan = new(
        Guid.NewGuid(), "Nguyễn Thị Lan", [new(Role.Steward, "H21.05"), new(Role.Citizen)], SignInMethod.ApiKey);

    [Fact]
    public void A_caller_survives_the_way_through_claims()
    {
        var found = Claimed.Write(Lan, "test", Guid.NewGuid()).Caller();

        Assert.Equal(Lan with { Grants = found.Grants }, found);
        Assert.Equal(Lan.Grants, found.Grants);
    }

    [Fact]
    public void Nobody_signed_in_is_anonymous() =>
        Assert.Same(Caller.Anonymous, new DefaultHttpContext().User.Caller());

    [Fact]
    public void The_purpose_comes_percent_encoded_in_a_header()
    {
        var http = Http();
        http.Request.Headers["X-Purpose"] = "Tr%E1%BA%A3%20l%E1%BB%9Di%20%C4%91%C6%A1n";

        Assert.Equal("Trả lời đơn", http.Caller().Purpose);
        Assert.Equal("10.0.0.7", http.Caller().Address);
    }

    [Fact]
    public void The_purpose_comes_in_the_query_where_there_is_no_header()
    {
        var http = Http();
        http.Request.QueryString = new("?purpose=" + new string('a', 600));

        Assert.Equal(500, http.Caller().Purpose!.Length);
    }

    [Fact]
    public void A_blank_purpose_is_none()
    {
        var http = Http();
        http.Request.Headers["X-Purpose"] = "%20";

        Assert.Null(http.Caller().Purpose);
    }

    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Edge · Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 Mobile Safari/537.36", "Chrome · Android")]
    [InlineData("curl/8.5.0", "curl/8.5.0")]
    [InlineData("", "?")]
    public void A_device_is_named_so_that_its_owner_knows_it(string userAgent, string expected) =>
        Assert.Equal(expected, Device.Name(userAgent));

    private static DefaultHttpContext Http()
    {
        var http = new DefaultHttpContext { User = Claimed.Write(Lan, "test") };
        http.Connection.RemoteIpAddress = IPAddress.Parse("10.0.0.7");
        return http;
    }
}
