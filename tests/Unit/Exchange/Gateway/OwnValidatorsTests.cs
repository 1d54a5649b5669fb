using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Unit.Exchange.Gateway;

/// <summary>Tags of answers that the gateway changes: whose they are, and what of them gets through.</summary>
public sealed class OwnValidatorsTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("phusa-tags").FullName;

    private OwnValidators Validators => new(new(directory));

    [Theory]
    [InlineData("\"abc\"", false)]
    [InlineData("W/\"abc\"", true)]
    [InlineData("\"\"", false)]
    public void A_tag_leaves_concealed_and_comes_back_as_it_was(string told, bool isWeak)
    {
        var tag = Told(told);

        Assert.Equal(isWeak, tag!.StartsWith("W/", StringComparison.Ordinal));
        Assert.DoesNotContain("abc", tag, StringComparison.Ordinal);
        Assert.Equal(tag, Told(told));
        Assert.Equal(told, Asked("If-None-Match", $"\"x\", {tag}"));
        Assert.Equal(told, Asked("If-Match", tag));
    }

    [Fact]
    public void A_tag_of_other_fields_or_of_nobody_says_nothing()
    {
        var tag = Told("\"abc\"", "name")!;

        Assert.NotEqual(tag, Told("\"abc\"", "name, phone"));
        Assert.Equal("", Asked("If-None-Match", tag, "name, phone"));
        Assert.Equal("", Asked("If-None-Match", "\"abc\", \"AAAA\", \"" + new string('A', 60) + "\"", "name"));
        Assert.Equal("", Asked("If-None-Match", "abc", "name"));
    }

    [Fact]
    public void What_must_match_and_is_unknown_matches_nothing_rather_than_everything()
    {
        Assert.Equal("\"phusa-none\"", Asked("If-Match", "\"abc\""));
        Assert.Equal("*", Asked("If-Match", "*"));
        Assert.Equal("*", Asked("If-None-Match", "*"));
    }

    [Theory]
    [InlineData("If-Modified-Since", "Tue, 01 Jul 2025 00:00:00 GMT")]
    [InlineData("Range", "bytes=0-9")]
    [InlineData("If-Range", "\"abc\"")]
    public void What_asks_about_the_whole_answer_is_not_asked(string name, string value) => Assert.Equal("", Asked(name, value));

    [Theory]
    [InlineData(404, "\"abc\"")]
    [InlineData(200, "abc")]
    [InlineData(200, "*")]
    [InlineData(200, "")]
    public void What_is_no_tag_of_an_answer_does_not_leave(int status, string told) => Assert.Null(Told(told, status: status));

    [Theory]
    [InlineData("HEAD", 200, null)]
    [InlineData("GET", 304, null)]
    [InlineData("GET", 200, 900L)]
    public void Nothing_is_said_of_the_whole_answer(string method, int status, long? length)
    {
        var response = Response(status, "\"abc\"", method);
        response.Headers.LastModified = "Tue, 01 Jul 2025 00:00:00 GMT";
        response.Headers["Repr-Digest"] = "sha-256=:AAAA:";
        response.ContentLength = 900;

        Validators.Answer(response, () => "name");

        Assert.Equal((length, 0, 0), (response.ContentLength, response.Headers.LastModified.Count, response.Headers["Repr-Digest"].Count));
    }

    [Theory]
    [InlineData("public, max-age=60", "\"1\"", "private, no-cache")]
    [InlineData("private, no-store", "\"1\"", "private, no-store")]
    [InlineData(null, null, "no-store")]
    public void An_answer_is_asked_for_again_before_each_use(string? told, string? tag, string kept)
    {
        var headers = Response(200, tag, "GET").Headers;
        (headers.CacheControl, headers.Expires) = (told, "Tue, 01 Jul 2025 00:00:00 GMT");

        OwnValidators.Keep(headers);

        Assert.Equal((kept, ""), (headers.CacheControl.ToString(), headers.Expires.ToString()));
    }

    public void Dispose() => Directory.Delete(directory, recursive: true);

    private string? Told(string tag, string shape = "name", int status = 200)
    {
        var response = Response(status, tag, "GET");
        Validators.Answer(response, () => shape);
        return response.Headers.ETag is [{ } told] ? told : null;
    }

    private string Asked(string name, string value, string shape = "name")
    {
        var headers = new HeaderDictionary { [name] = value };
        Validators.Ask(headers, () => shape);
        return headers[name].ToString();
    }

    private static HttpResponse Response(int status, string? tag, string method)
    {
        var response = new DefaultHttpContext { Request = { Method = method } }.Response;
        (response.StatusCode, response.Headers.ETag) = (status, tag);
        return response;
    }
}
