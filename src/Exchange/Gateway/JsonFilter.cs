using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Phusa.Exchange.Gateway;

/// <summary>
/// Reads JSON piece by piece and writes what a <see cref="FieldTree"/> lets through, value for value as it came. It
/// holds no more than one token and the names of the objects it is in.
/// </summary>
internal sealed class JsonFilter : IDisposable
{
    private static readonly JsonWriterOptions AsItIs = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    /// <summary>Of a property's name, in bytes, that is looked up without a string of its own.</summary>
    private const int LongestName = 128;

    private readonly Utf8JsonWriter writer;

    /// <summary>What is let through of each object or array that is open.</summary>
    private readonly Stack<FieldTree> open = [];

    private JsonReaderState state = new(new JsonReaderOptions { MaxDepth = 64 });
    private FieldTree? next;
    private NamedTree? named;

    /// <summary>Open containers of a value that is copied whole, or passed over.</summary>
    private int depth;

    private bool copying;

    public JsonFilter(FieldTree fields, IBufferWriter<byte> to) => (next, writer) = (fields, new(to, AsItIs));

    /// <summary>Written since the last <see cref="Flush"/>.</summary>
    public int Pending => writer.BytesPending;

    /// <returns>Up to where the bytes were used.</returns>
    /// <exception cref="JsonException">The bytes are no JSON, or no object or array.</exception>
    /// <exception cref="InvalidOperationException">A string in them is no text: half of a surrogate pair.</exception>
    public SequencePosition Read(in ReadOnlySequence<byte> bytes, bool isLast)
    {
        var reader = new Utf8JsonReader(bytes, isLast, state);
        while (reader.Read())
        {
            Take(ref reader);
        }
        state = reader.CurrentState;
        return reader.Position;
    }

    public void Flush() => writer.Flush();

    public void Dispose() => writer.Dispose();

    private void Take(ref Utf8JsonReader reader)
    {
        if (depth > 0)
        {
            Whole(ref reader);
            return;
        }
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                named = Find(ref reader, open.Peek());
                next = named?.Tree;
                break;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                open.Pop();
                Write(ref reader);
                Settle();
                break;
            default:
                Begin(ref reader);
                break;
        }
    }

    private static NamedTree? Find(ref Utf8JsonReader reader, FieldTree among)
    {
        if (reader.HasValueSequence || reader.ValueSpan.Length > LongestName)
        {
            return among.Find(reader.GetString());
        }
        Span<char> name = stackalloc char[LongestName];
        return among.Find(name[..reader.CopyString(name)]);
    }

    /// <summary>A value begins, of which all, nothing or some is let through.</summary>
    private void Begin(ref Utf8JsonReader reader)
    {
        var isContainer = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
        if (open.Count == 0 && !isContainer)
        {
            throw new JsonException("There are no fields to choose from");
        }
        copying = next is { IsLeaf: true };
        if (copying || (next is not null && isContainer))
        {
            if (named is not null)
            {
                writer.WritePropertyName(named.Name);
            }
            Write(ref reader);
        }
        named = null;
        if (!isContainer)
        {
            Settle();
        }
        else if (next is { IsLeaf: false })
        {
            open.Push(next);
        }
        else
        {
            depth = 1;
        }
    }

    private void Whole(ref Utf8JsonReader reader)
    {
        depth += reader.TokenType switch
        {
            JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
            JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
            _ => 0,
        };
        if (copying)
        {
            Write(ref reader);
        }
        if (depth == 0)
        {
            Settle();
        }
    }

    /// <summary>A value is over: what follows in an array is treated as its array is.</summary>
    private void Settle() => next = open.TryPeek(out var tree) ? tree : null;

    private void Write(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName when !reader.HasValueSequence && !reader.ValueIsEscaped:
                writer.WritePropertyName(reader.ValueSpan);
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(reader.GetString()!);
                break;
            case JsonTokenType.String when !reader.HasValueSequence && !reader.ValueIsEscaped:
                writer.WriteStringValue(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                // Numbers digit for digit, and true, false, null.
                writer.WriteRawValue(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan, true);
                break;
        }
    }
}
