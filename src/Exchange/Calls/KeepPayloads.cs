using System.Buffers;
using Microsoft.Extensions.Options;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Keeps what calls sent and were answered for the days that <see cref="ExchangeOptions.PayloadDays"/> says, encrypted beside
/// their evidence; without any, which is the default, nothing is even collected.
/// </summary>
internal sealed class KeepPayloads(SealedPayloads payloads, IOptions<ExchangeOptions> options, TimeProvider clock)
{
    private readonly ExchangeOptions options = options.Value;

    public void Begin(RecordedCall call)
    {
        if (options.PayloadDays > 0)
        {
            (call.Request.Payload, call.Answer.Payload) = (new(options.PayloadKilobytes * 1024), new(options.PayloadKilobytes * 1024));
        }
    }

    /// <summary>What was longer than the limit is not kept, not even its beginning: half of a message proves nothing.</summary>
    public IEnumerable<Sealed> Seal(RecordedCall call)
    {
        var expires = clock.GetUtcNow().AddDays(options.PayloadDays);
        return new[] { ("kept-request", call.Request.Payload), ("kept-answer", call.Answer.Payload) }
            .Where(part => part.Item2?.Content is { Length: > 0 })
            .Select(part => payloads.Seal(part.Item1, part.Item2!.Content!.Value.Span, expires));
    }
}

/// <summary>Bytes that pass by, as long as there are not too many of them.</summary>
internal sealed class KeptBytes(int most)
{
    private ArrayBufferWriter<byte>? bytes = new();

    /// <summary>Null once there were too many.</summary>
    public ReadOnlyMemory<byte>? Content => bytes?.WrittenMemory;

    public void Append(ReadOnlySpan<byte> more)
    {
        if (bytes?.WrittenCount + more.Length > most)
        {
            bytes = null;
        }
        bytes?.Write(more);
    }
}
