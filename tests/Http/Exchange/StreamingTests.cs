using System.Net;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Phusa.Exchange.Gateway;

namespace Phusa.Tests.Http.Exchange;

/// <summary>Measures the memory of the whole process, so that nothing else may run beside it.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class StreamingTests
{
    private const int Piece = 256 * 1024;
    private const long Large = 200L * 1024 * 1024;
    private const long Flat = 64L * 1024 * 1024;

    [Fact]
    public async Task An_answer_of_200_MB_passes_in_flat_memory()
    {
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            var piece = new byte[Piece];
            for (var sent = 0L; sent < Large; sent += Piece)
            {
                await context.Response.Body.WriteAsync(piece);
            }
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var answer = await client.GetStreamAsync(gateway.Address);

        var (taken, most) = await DrainAsync(answer);

        Assert.Equal(Large, taken);
        Assert.InRange(most - before, long.MinValue, Flat);
        Assert.Equal(Large, (await gateway.ResultAsync()).AnswerBytes);
    }

    [Fact]
    public async Task A_request_of_200_MB_passes_in_flat_memory()
    {
        var taken = 0L;
        var most = 0L;
        await using var upstream = await TestUpstream.StartAsync(
            async context => (taken, most) = await DrainAsync(context.Request.Body));
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var answer = await client.PostAsync(gateway.Address, new StreamContent(new Zeros(Large)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(Large, taken);
        Assert.InRange(most - before, long.MinValue, Flat);
        Assert.Equal(Large, (await gateway.ResultAsync()).RequestBytes);
    }

    [Fact]
    public async Task The_upstream_is_not_read_faster_than_the_caller_takes()
    {
        var sent = 0L;
        var stopped = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            try
            {
                while (true)
                {
                    await context.Response.Body.WriteAsync(new byte[Piece], context.RequestAborted);
                    Interlocked.Add(ref sent, Piece);
                }
            }
            finally
            {
                stopped.SetResult();
            }
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();
        var answer = await client.GetAsync(gateway.Address, HttpCompletionOption.ResponseHeadersRead);
        var last = -1L;
        while (last != Interlocked.Read(ref sent))
        {
            last = Interlocked.Read(ref sent);
            await Task.Delay(500);
        }

        Assert.InRange(last, 0, 40 * 1024 * 1024);

        answer.Dispose();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(ForwardEnd.ClientGone, (await gateway.ResultAsync()).End);
    }

    [Fact]
    public async Task The_first_part_of_an_answer_does_not_wait_for_the_next()
    {
        var go = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            await context.Response.WriteAsync("one");
            await context.Response.Body.FlushAsync();
            await go.Task;
            await context.Response.WriteAsync("two");
        });
        await using var gateway = await GatewayHost.StartAsync(upstream.Upstream);
        using var client = new HttpClient();
        await using var answer = await client.GetStreamAsync(gateway.Address);
        var buffer = new byte[100];

        Assert.Equal("one", Encoding.UTF8.GetString(buffer, 0, await answer.ReadAsync(buffer)));
        go.SetResult();
        Assert.Equal("two", await new StreamReader(answer).ReadToEndAsync());
    }

    [Theory]
    [InlineData(HttpProtocols.Http1)]
    [InlineData(HttpProtocols.Http2)]
    public async Task The_first_part_of_a_request_does_not_wait_for_the_next(HttpProtocols protocol)
    {
        var arrived = new TaskCompletionSource();
        await using var upstream = await TestUpstream.StartAsync(async context =>
        {
            var buffer = new byte[3];
            await context.Request.Body.ReadExactlyAsync(buffer);
            arrived.SetResult();
            await context.Response.WriteAsync(
                Encoding.UTF8.GetString(buffer) + await new StreamReader(context.Request.Body).ReadToEndAsync());
        }, protocol);
        await using var gateway = await GatewayHost.StartAsync(
            upstream.Upstream with { Http2InClear = protocol == HttpProtocols.Http2 });
        using var client = new HttpClient();
        var content = new SlowContent(arrived.Task.WaitAsync(TimeSpan.FromSeconds(20)));

        var answer = await client.PostAsync(gateway.Address, content);

        Assert.Equal("onetwo", await answer.Content.ReadAsStringAsync());
    }

    private static async Task<(long Taken, long Most)> DrainAsync(Stream stream)
    {
        var buffer = new byte[Piece];
        var (taken, most) = (0L, 0L);
        while (await stream.ReadAsync(buffer) is var read and > 0)
        {
            taken += read;
            most = Math.Max(most, GC.GetTotalMemory(false));
        }
        return (taken, most);
    }

    /// <summary>Sends "one", and "two" when it may.</summary>
    private sealed class SlowContent(Task go) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("one"u8.ToArray());
            await stream.FlushAsync();
            await go;
            await stream.WriteAsync("two"u8.ToArray());
        }

        protected override bool TryComputeLength(out long length) => (length = 0) > 0;
    }

    private sealed class Zeros(long length) : MemoryStream
    {
        private long left = length;

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            var read = (int)Math.Min(left, buffer.Length);
            left -= read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            Task.FromResult(Read(buffer.AsSpan(offset, count)));

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            var piece = new byte[Piece];
            while (Read(piece) is var read and > 0)
            {
                await destination.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            }
        }
    }
}
