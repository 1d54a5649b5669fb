using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Phusa.Exchange.Gateway;

/// <summary>The caller's body, pumped to the upstream while it comes.</summary>
internal sealed class RequestBody : HttpContent
{
    private readonly WatchedStream source;
    private readonly long? length;
    private readonly CancellationToken ended;
    private Task? pumping;

    private RequestBody(WatchedStream source, long? length, CancellationToken ended) =>
        (this.source, this.length, this.ended) = (source, length, ended);

    /// <summary>Why the caller's side failed; null when it did not.</summary>
    public Exception? Failure => source.Failure;

    public long Bytes => source.Bytes;

    /// <summary>
    /// Null for a request without a body. Over HTTP/1.1 the first bytes are waited for, which makes the server look at
    /// how the body is framed before anything goes upstream.
    /// </summary>
    public static async Task<RequestBody?> OfAsync(HttpContext context, ForwardedCall call, Patience patience)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = call.LargestBody;
        }
        var reader = context.Request.BodyReader;
        var body = new RequestBody(
            new(reader.AsStream(leaveOpen: true), patience, call.RequestSeen), context.Request.ContentLength, patience.Token);
        if (!HttpProtocol.IsHttp2(context.Request.Protocol))
        {
            _ = await body.source.ReadAsync(Memory<byte>.Empty, patience.Token);
        }
        return body;
    }

    /// <summary>Waits until nothing reads from the caller any more, however that ended.</summary>
    public Task EndAsync() => pumping is null ? Task.CompletedTask
        : pumping.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    public bool IsPumping => pumping is { IsCompleted: false };

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        // A body that has begun to pass is gone; the handler may not begin again on another connection.
        if (pumping is not null)
        {
            throw new IOException("The body of a request can be sent once");
        }
        return pumping = BodyCopy.RunAsync(source, stream, ended);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = this.length ?? 0;
        return this.length is not null;
    }
}
