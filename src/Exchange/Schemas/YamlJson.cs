using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Phusa.Exchange.Schemas;

/// <summary>
/// YAML as JSON, by the core schema of YAML 1.2: <c>no</c> and <c>on</c> are texts, and a key is always one. Read as
/// events, so that aliases, which let a small file unfold into a huge one, are refused before anything is built.
/// </summary>
internal static class YamlJson
{
    private const int Deepest = 100;

    /// <exception cref="YamlException">The text is no YAML, has aliases or merges, or nests too deeply.</exception>
    public static byte[] Of(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        parser.Consume<DocumentStart>();
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            Write(parser, writer, Deepest);
        }
        parser.Consume<DocumentEnd>();
        parser.Consume<StreamEnd>();
        return json.ToArray();
    }

    private static void Write(Parser parser, Utf8JsonWriter to, int depth)
    {
        if (depth == 0)
        {
            throw new YamlException(parser.Current!.Start, parser.Current.End, "It nests too deeply");
        }
        if (parser.TryConsume<MappingStart>(out _))
        {
            to.WriteStartObject();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                to.WritePropertyName(parser.Consume<Scalar>().Value);
                Write(parser, to, depth - 1);
            }
            to.WriteEndObject();
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            to.WriteStartArray();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                Write(parser, to, depth - 1);
            }
            to.WriteEndArray();
        }
        else
        {
            // An alias is none of the three, and so an exception that names its place.
            WriteScalar(parser.Consume<Scalar>(), to);
        }
    }

    private static void WriteScalar(Scalar scalar, Utf8JsonWriter to)
    {
        if (scalar.Style != ScalarStyle.Plain)
        {
            to.WriteStringValue(scalar.Value);
            return;
        }
        switch (scalar.Value)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                to.WriteNullValue();
                break;
            case "true" or "True" or "TRUE":
                to.WriteBooleanValue(true);
                break;
            case "false" or "False" or "FALSE":
                to.WriteBooleanValue(false);
                break;
            case var text when decimal.TryParse(
                text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out var number):
                to.WriteNumberValue(number);
                break;
            default:
                to.WriteStringValue(scalar.Value);
                break;
        }
    }
}
