using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Phusa.Tests.Http.Exchange;

/// <summary>
/// What is written to make two servers see two requests in one (request smuggling), or another path than was authorised,
/// sent over a raw socket. Behind each stands a second request; neither may reach the upstream, not by a single byte.
/// </summary>
public sealed class ParsingTrapTests
{
    private const string Post = "POST /a HTTP/1.1\r\nHost: lgsp\r\n";
    private const string Chunked = Post + "Transfer-Encoding: chunked\r\n\r\n";
    private const string Smuggled = "GET /smuggled HTTP/1.1\r\nHost: lgsp\r\n\r\n";

    [Fact]
    public async Task A_plain_request_passes()
    {
        var (status, reached) = await SendAsync(
            Chunked + "3\r\nabc\r\n0\r\n\r\nGET /b HTTP/1.1\r\nHost: lgsp\r\nConnection: close\r\n\r\n", second: "");
        Assert.Equal(200, status);
        Assert.Contains("abc", reached, StringComparison.Ordinal);
        Assert.Contains("GET /b HTTP/1.1", reached, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("+3")]
    [InlineData("003")]
    [InlineData(" 3 ")]
    public async Task A_length_that_is_spelt_oddly_is_spelt_anew(string length)
    {
        var (status, reached) = await SendAsync(
            $"{Post}Content-Length: {length}\r\nConnection: close\r\n\r\nab\n", second: "", answerAt: "ab\n");
        Assert.Equal(200, status);
        Assert.Contains("\r\nContent-Length: 3\r\n", reached, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n3\r\nabc\r\n0\r\n\r\n")]
    [InlineData("Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd")]
    [InlineData("Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("Content-Length: 3, 3\r\n\r\nabc")]
    [InlineData("Content-Length: -3\r\n\r\nabc")]
    [InlineData("Content-Length: 0x3\r\n\r\nabc")]
    [InlineData("Content-Length: 99999999999999999999\r\n\r\nabc")]
    [InlineData("Content-Length : 3\r\n\r\nabc")]
    [InlineData("Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding: identity, xchunked\r\n\r\n0\r\n\r\n")]
    [InlineData("Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("X-Folded: a\r\n b\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("X-Odd: a\rb\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("X-Odd: a\0b\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("X Odd: a\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData(": a\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("no colon\r\nContent-Length: 3\r\n\r\nabc")]
    [InlineData("Host: other\r\nContent-Length: 3\r\n\r\nabc")]
    public Task A_body_or_header_that_reads_two_ways_goes_nowhere(string rest) => RefusedAsync(400, Post + rest);

    [Theory]
    [InlineData("1;\n\r\na\r\n0\r\n\r\n")]
    [InlineData("1;a=b\n\r\na\r\n0\r\n\r\n")]
    [InlineData("1\na\r\n0\r\n\r\n")]
    [InlineData("1\r\nab\r\n0\r\n\r\n")]
    [InlineData("-1\r\na\r\n0\r\n\r\n")]
    [InlineData("0x1\r\na\r\n0\r\n\r\n")]
    [InlineData("zz\r\na\r\n0\r\n\r\n")]
    [InlineData("ffffffffffffffff\r\na\r\n0\r\n\r\n")]
    [InlineData("\r\n0\r\n\r\n")]
    public Task A_chunk_that_reads_two_ways_goes_nowhere(string chunks) => RefusedAsync(400, Chunked + chunks);

    [Theory]
    [InlineData("/a/%2e%2e/x")]
    [InlineData("/a/../x")]
    [InlineData("/a;b/../x")]
    [InlineData("/a/..;b/x")]
    [InlineData("/a%2f..%2fx")]
    [InlineData("/a%2F..%2Fx")]
    [InlineData("/a%5c..%5cx")]
    [InlineData("/a/%252e%252e/x")]
    [InlineData("/a%25")]
    [InlineData("/a%zz")]
    [InlineData("/a\\..\\x")]
    [InlineData("//a")]
    [InlineData("/a//x")]
    [InlineData("/a%00b")]
    [InlineData("/a%0d%0aX: b")]
    [InlineData("/a%0d%0aX:%20b")]
    [InlineData("/a%c0%ae%c0%ae/x")]
    [InlineData("http://other/a")]
    public Task A_path_that_reads_two_ways_goes_nowhere(string target) =>
        RefusedAsync(400, $"GET {target} HTTP/1.1\r\nHost: lgsp\r\nConnection: close\r\n\r\n");

    [Theory]
    [InlineData("GET /a HTTP/1.1\r\n\r\n", 400)]
    [InlineData("GET a HTTP/1.1\r\nHost: lgsp\r\n\r\n", 405)]
    [InlineData("GET /a HTTP/1.1\r\nHost: lgsp\r\nHost: lgsp\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/1.1\r\nHost: a/b\r\n\r\n", 400)]
    [InlineData("GET  /a HTTP/1.1\r\nHost: lgsp\r\n\r\n", 400)]
    [InlineData("GE T /a HTTP/1.1\r\nHost: lgsp\r\n\r\n", 400)]
    [InlineData("GET /a\r\nHost: lgsp\r\n\r\n", 400)]
    [InlineData("GET /a HTTP/3.7\r\nHost: lgsp\r\n\r\n", 505)]
    [InlineData("CONNECT lgsp:80 HTTP/1.1\r\nHost: lgsp:80\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("OPTIONS * HTTP/1.1\r\nHost: lgsp\r\nConnection: close\r\n\r\n", 400)]
    [InlineData("TRACE /a HTTP/1.1\r\nHost: lgsp\r\nConnection: close\r\n\r\n", 405)]
    public Task A_request_line_or_host_that_is_wrong_goes_nowhere(string request, int status) => RefusedAsync(status, request);

    [Fact]
    public Task A_flood_of_headers_goes_nowhere() => RefusedAsync(431, Post
        + string.Concat(Enumerable.Range(0, 200).Select(header => string.Create(CultureInfo.InvariantCulture, $"X-{header}: a\r\n")))
        + "\r\n");

    [Fact]
    public Task A_header_without_end_goes_nowhere() => RefusedAsync(431, Post + "X-Long: " + new string('a', 100_000));

    [Fact]
    public Task A_target_without_end_goes_nowhere() => RefusedAsync(414, "GET /" + new string('a', 100_000));

    [Fact]
    public Task Headers_that_never_end_are_given_up() => RefusedAsync(408, Post + "X-Slow: a", second: "");

    [Fact]
    public async Task A_body_that_hardly_comes_is_given_up()
    {
        var (status, reached) = await SendAsync(Post + "Content-Length: 100000\r\n\r\nabc", second: "");
        Assert.Equal(408, status);
        Assert.EndsWith("\r\n\r\nabc", reached, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(int status, string request, string second = Smuggled) =>
        Assert.Equal((status, ""), await SendAsync(request, second));

    /// <summary>The first status that came back, and all that reached the upstream.</summary>
    private static async Task<(int Status, string Reached)> SendAsync(
        string request, string second, string answerAt = "\r\n\r\n")
    {
        using var upstream = new TcpListener(IPAddress.Loopback, 0);
        upstream.Start();
        var reached = new StringBuilder();
        var serving = ServeAsync(upstream, reached, answerAt);
        string answer;
        await using (var gateway = await GatewayHost.StartAsync(
            new("tho", new($"http://{upstream.LocalEndpoint}")), server: Impatient))
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(IPAddress.Loopback, gateway.Address.Port);
            var stream = socket.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request + second));
            answer = await ReadAsync(stream);
        }
        upstream.Stop();
        await serving;
        Assert.StartsWith("HTTP/1.1 ", answer, StringComparison.Ordinal);
        return (int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture), reached.ToString());
    }

    private static void Impatient(KestrelServerOptions server)
    {
        server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(2);
        server.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(2);
        server.Limits.MinRequestBodyDataRate = new(1000, TimeSpan.FromSeconds(2));
    }

    /// <summary>Until the server closes, which it does by itself after a request that it could not read.</summary>
    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var answer = new StringBuilder();
        var buffer = new byte[16 * 1024];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            while (await stream.ReadAsync(buffer, patience.Token) is var read and > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException) when (answer.Length > 0)
        {
            // Closed while the rest of what was sent was still unread.
        }
        return answer.ToString();
    }

    private static async Task ServeAsync(TcpListener upstream, StringBuilder reached, string answerAt)
    {
        try
        {
            while (true)
            {
                using var socket = await upstream.AcceptTcpClientAsync();
                var stream = socket.GetStream();
                var buffer = new byte[16 * 1024];
                while (await stream.ReadAsync(buffer) is var read and > 0)
                {
                    var text = Encoding.Latin1.GetString(buffer, 0, read);
                    reached.Append(text);
                    if (reached.ToString().EndsWith(answerAt, StringComparison.Ordinal))
                    {
                        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                    }
                }
            }
        }
        catch (Exception stopped) when (stopped is SocketException or InvalidOperationException or IOException)
        {
            // The test is over.
        }
    }
}
