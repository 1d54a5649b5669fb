using System.Text.Json;

namespace Phusa.Intake.Reading;

/// <summary>
/// The rows of one JSON document, however long: the first array of objects at most three levels down, such as
/// <c>data</c> or <c>features</c>. Without one, a lone object is the only row.
/// </summary>
internal sealed class JsonDocumentRows(SourceFile file, ByteWindow window) : JsonElements
{
    private const int DeepestArray = 3;

    private enum Place { Before, Inside, Alone, After }

    private JsonReaderState state = NewState();
    private Place place;
    private long read;

    public override JsonRow? Next()
    {
        try
        {
            if (place == Place.Before)
            {
                Find();
            }
            if (place == Place.Alone)
            {
                place = Place.After;
                return Element();
            }
            if (place == Place.Inside && Element() is { } row)
            {
                return row;
            }
            ReadToEnd();
            return null;
        }
        catch (JsonException wrong)
        {
            throw new UnreadableSourceException(
                "json.damaged",
                T.SourceJsonDamaged(file.Name, (wrong.LineNumber ?? 0) + 1, (wrong.BytePositionInLine ?? 0) + 1),
                wrong);
        }
    }

    public override void Dispose() => window.Dispose();

    private static JsonReaderState NewState() => new(new JsonReaderOptions { AllowTrailingCommas = true });

    /// <summary>Reads on to the first array of objects, and stands before its first element.</summary>
    private void Find()
    {
        var (opened, hadEmpty, isObject, first) = (false, false, false, true);
        while (true)
        {
            var reader = new Utf8JsonReader(window.Bytes, window.Ended, state);
            var (before, taken) = (state, 0);
            while (reader.Read())
            {
                if (opened && reader.TokenType == JsonTokenType.StartObject)
                {
                    (state, place) = (before, Place.Inside);
                    window.Take(taken);
                    return;
                }
                isObject |= first && reader.TokenType == JsonTokenType.StartObject;
                first = false;
                hadEmpty |= opened && reader.TokenType == JsonTokenType.EndArray;
                opened = reader.TokenType == JsonTokenType.StartArray && reader.CurrentDepth <= DeepestArray;
                (before, taken) = (reader.CurrentState, (int)reader.BytesConsumed);
            }
            state = before;
            window.Take(taken);
            if (window.Ended)
            {
                break;
            }
            ReadOn();
        }
        if (!isObject && !hadEmpty)
        {
            throw new UnreadableSourceException("json.without-rows", T.SourceJsonNoRows(file.Name));
        }
        place = hadEmpty ? Place.After : Place.Alone;
        if (place == Place.Alone)
        {
            window.Dispose();
            (window, state) = (SourceText.Open(file), NewState());
        }
    }

    private JsonRow? Element()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(window.Bytes, window.Ended, state);
            if (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.EndArray)
                {
                    Leave(ref reader);
                    place = Place.After;
                    return null;
                }
                if (JsonDocument.TryParseValue(ref reader, out var document))
                {
                    Leave(ref reader);
                    return Judged(++read, document);
                }
            }
            ReadOn();
        }
    }

    private void ReadToEnd()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(window.Bytes, window.Ended, state);
            while (reader.Read())
            {
                // Reading proves the rest sound: a document that is cut has no end.
            }
            Leave(ref reader);
            if (window.Ended)
            {
                return;
            }
            ReadOn();
        }
    }

    private void Leave(ref Utf8JsonReader reader)
    {
        state = reader.CurrentState;
        window.Take((int)reader.BytesConsumed);
    }

    private void ReadOn()
    {
        if (window.Length > LongestElementBytes)
        {
            throw new UnreadableSourceException(
                "json.too-long", T.SourceJsonTooLong(file.Name, LongestElementBytes >> 20));
        }
        window.More();
    }
}
