using System.Buffers;
using System.IO.Pipelines;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Lets only the fields of an agreement leave: of an object, of each object in an array, or of each row in an envelope.
/// What is not named is dropped, what is no JSON is refused: nothing that was not read through passes. Streams, whatever
/// the length of the answer.
/// </summary>
internal sealed class FieldMinimisation
{
    private const int Piece = 16 * 1024;

    /// <summary>The longest single text or name; a longer one would have to be held whole.</summary>
    private const int LongestToken = 4 * 1024 * 1024;

    private readonly FieldTree fields;

    private FieldMinimisation(FieldTree fields) => this.fields = fields;

    /// <param name="fields">Dotted paths within the object or each object of the array; an array in between is passed through.</param>
    public static FieldMinimisation Of(IEnumerable<string> fields) => new(FieldTree.Of(fields));

    /// <param name="rows">The envelope's property that holds the objects.</param>
    /// <param name="fields">Dotted paths within each of them.</param>
    /// <param name="envelope">The envelope's other fields that may leave, such as <c>total</c>.</param>
    public static FieldMinimisation OfRows(string rows, IEnumerable<string> fields, IEnumerable<string> envelope) =>
        new(FieldTree.Of(envelope).With(rows, FieldTree.Of(fields)));

    /// <summary>An <see cref="AnswerBody"/>; what else was said of the whole is for <see cref="OwnValidators"/>.</summary>
    public async Task AnswerAsync(HttpResponse response, Stream from, Stream to, CancellationToken cancellation)
    {
        if (response.ContentLength == 0)
        {
            return;
        }
        if (response.StatusCode == StatusCodes.Status206PartialContent || !IsJson(response.ContentType)
            || response.Headers.ContentEncoding.Any(coding => coding is not (null or "" or "identity")))
        {
            throw new AnswerRefusedException(new("", "answer.not-json", T.AnswerNotJson));
        }
        response.ContentLength = null;
        await RunAsync(from, to, cancellation);
    }

    /// <exception cref="AnswerRefusedException">What came is no JSON. Some of it may have been written by then.</exception>
    public async Task RunAsync(Stream from, Stream to, CancellationToken cancellation)
    {
        if (from is MemoryStream held && held.TryGetBuffer(out var whole))
        {
            await to.WriteAsync(Left(new(whole.AsMemory((int)held.Position))), cancellation);
            return;
        }
        var reader = PipeReader.Create(from, new(bufferSize: Piece, leaveOpen: true));
        var writer = PipeWriter.Create(to, new(minimumBufferSize: Piece, leaveOpen: true));
        using var filter = new JsonFilter(fields, writer);
        try
        {
            while (await ReadAsync(reader, filter, cancellation))
            {
                if (filter.Pending + writer.UnflushedBytes >= Piece)
                {
                    filter.Flush();
                    await writer.FlushAsync(cancellation);
                }
            }
            filter.Flush();
            await writer.FlushAsync(cancellation);
            await writer.CompleteAsync();
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    /// <summary>What is in memory as a whole needs no pipes.</summary>
    private ReadOnlyMemory<byte> Left(ReadOnlySequence<byte> whole)
    {
        var left = new ArrayBufferWriter<byte>(Math.Max(1, (int)whole.Length));
        using var filter = new JsonFilter(fields, left);
        if (Used(filter, new(whole, false, true)) is null)
        {
            throw new AnswerRefusedException(new("", "answer.malformed", T.AnswerMalformed));
        }
        filter.Flush();
        return left.WrittenMemory;
    }

    private static async Task<bool> ReadAsync(PipeReader reader, JsonFilter filter, CancellationToken cancellation)
    {
        var read = await reader.ReadAsync(cancellation);
        if (Used(filter, read) is not { } used || read.Buffer.Slice(used).Length > LongestToken)
        {
            throw new AnswerRefusedException(new("", "answer.malformed", T.AnswerMalformed));
        }
        reader.AdvanceTo(used, read.Buffer.End);
        return !read.IsCompleted;
    }

    private static SequencePosition? Used(JsonFilter filter, in ReadResult read)
    {
        try
        {
            return filter.Read(read.Buffer, read.IsCompleted);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsJson(string? type) => MediaTypeHeaderValue.TryParse(type, out var media)
        && media.MediaType is { } name
        && (name.EndsWith("/json", StringComparison.OrdinalIgnoreCase) || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        && (media.CharSet is null || media.CharSet.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}
