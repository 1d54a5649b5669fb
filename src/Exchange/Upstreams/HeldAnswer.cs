using System.Buffers;
using System.Net.Http.Headers;
using System.Text.Json;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Schemas;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Upstreams;

/// <summary>Looks at an answer's JSON before any of it is passed on.</summary>
/// <returns>Why it may not be passed on; null where it may.</returns>
internal delegate Problem? AnswerCheck(HttpResponse response, ReadOnlyMemory<byte> text, JsonElement answer);

/// <summary>
/// Reads an answer whole before any of it is passed on: its status does not say whether it is one, or it has to be as its
/// service describes it. What is no JSON, or has a status of its own for errors, passes as it is.
/// </summary>
/// <param name="errors">How the system tells of errors with status 200, in the answer as it came; null where it does not.</param>
/// <param name="xml">What of it is XML, to be JSON from then on; null for nothing.</param>
/// <param name="check">Null where nothing is described.</param>
/// <param name="next">What is made of it then; null to pass it as it is.</param>
internal sealed class HeldAnswer(ErrorRule? errors, XmlFields? xml, AnswerCheck? check, AnswerBody? next)
{
    /// <summary>An answer is held in memory; a longer one cannot be looked at and is refused.</summary>
    public const int Largest = 8 * 1024 * 1024;

    private const int Piece = 16 * 1024;

    /// <summary>An <see cref="AnswerBody"/>.</summary>
    public async Task AnswerAsync(HttpResponse response, Stream from, Stream to, CancellationToken cancellation)
    {
        if (response.StatusCode is < 200 or > 299 || !IsJson(response.ContentType))
        {
            await PassAsync(response, from, to, cancellation);
            return;
        }
        if (response.Headers.ContentEncoding.Any(coding => coding is not (null or "" or "identity")))
        {
            throw new AnswerRefusedException(new("", "answer.not-json", T.AnswerNotJson));
        }
        using var held = await HoldAsync(from, response.ContentLength, cancellation);
        using var leaving = held.Length > 0 ? Looked(response, held) : held;
        leaving.Position = 0;
        await PassAsync(response, leaving, to, cancellation);
    }

    private MemoryStream Looked(HttpResponse response, MemoryStream held)
    {
        using var answer = Opened(held);
        Refuse(errors?.Check(answer.RootElement));
        if (xml is null)
        {
            Refuse(check?.Invoke(response, Text(held), answer.RootElement));
            return held;
        }
        var unwrapped = xml.Unwrap(answer.RootElement);
        response.ContentLength = unwrapped.Length;
        using var described = Opened(unwrapped);
        Refuse(check?.Invoke(response, Text(unwrapped), described.RootElement));
        return unwrapped;
    }

    private static JsonDocument Opened(MemoryStream held) =>
        JsonText.Open(Text(held)) ?? throw new AnswerRefusedException(new("", "answer.malformed", T.AnswerMalformed));

    private static ReadOnlyMemory<byte> Text(MemoryStream held) => held.GetBuffer().AsMemory(0, (int)held.Length);

    private static void Refuse(Problem? problem)
    {
        if (problem is not null)
        {
            throw new AnswerRefusedException(problem);
        }
    }

    private Task PassAsync(HttpResponse response, Stream from, Stream to, CancellationToken cancellation) =>
        next is null ? BodyCopy.RunAsync(from, to, cancellation) : next(response, from, to, cancellation);

    private static async Task<MemoryStream> HoldAsync(Stream from, long? length, CancellationToken cancellation)
    {
        var held = new MemoryStream((int)Math.Min(length ?? 0, Largest));
        var piece = ArrayPool<byte>.Shared.Rent(Piece);
        try
        {
            for (int read; held.Length != length && (read = await from.ReadAsync(piece, cancellation)) > 0;)
            {
                if (held.Length + read > Largest)
                {
                    throw new AnswerRefusedException(new("", "answer.too-large", T.AnswerTooLarge(Largest / 1024 / 1024)));
                }
                held.Write(piece.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
        }
        return held;
    }

    private static bool IsJson(string? type) => MediaTypeHeaderValue.TryParse(type, out var media)
        && media.MediaType?.EndsWith("json", StringComparison.OrdinalIgnoreCase) is true;
}
