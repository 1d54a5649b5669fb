using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using Phusa.Exchange.Gateway;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// Fields of a system's JSON whose text is a whole XML document. It is handed on as JSON (<see cref="XmlAsJson"/>), so that what is
/// inside can be described, compared with its description, and named field by field in an agreement.
/// </summary>
internal sealed class XmlFields : IEquatable<XmlFields>
{
    private const string List = "[]";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FieldTree documents;
    private readonly FieldTree lists;

    private XmlFields(IReadOnlyList<string> paths)
    {
        Written = string.Join(", ", paths);
        documents = FieldTree.Of(paths.Where(path => !IsList(path)));
        lists = FieldTree.Of(paths.Where(IsList).Select(path => path[..^List.Length]));
    }

    /// <summary>As <see cref="Read"/> takes it.</summary>
    public string Written { get; }

    /// <summary>Null for what is no such list.</summary>
    /// <param name="text">
    /// Dotted paths divided by commas, such as <c>data.content</c>, where an array in between is passed through; one that goes on
    /// into a document and ends in <c>[]</c> names an element that is a list even where there is one.
    /// </param>
    public static XmlFields? Read(string text)
    {
        var paths = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var whole = paths.Where(path => !IsList(path)).ToList();
        return whole.Count > 0 && paths.All(path => path.TrimEnd('[', ']').Split('.').All(name => name.Length > 0))
            && paths.Where(IsList).All(list => whole.Any(path => list.StartsWith(path + ".", StringComparison.Ordinal)))
                ? new(paths) : null;
    }

    /// <summary>The same answer with what was XML as JSON.</summary>
    /// <exception cref="AnswerRefusedException">The text of a field is no XML that can be read.</exception>
    public MemoryStream Unwrap(JsonElement answer)
    {
        var unwrapped = new MemoryStream();
        using var writer = new Utf8JsonWriter(unwrapped, Plain);
        Write(writer, answer, documents, lists, "");
        writer.Flush();
        return unwrapped;
    }

    public bool Equals(XmlFields? other) => other?.Written == Written;

    public override bool Equals(object? obj) => Equals(obj as XmlFields);

    public override int GetHashCode() => Written.GetHashCode(StringComparison.Ordinal);

    private static bool IsList(string path) => path.EndsWith(List, StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter writer, JsonElement at, FieldTree? here, FieldTree? lists, string path)
    {
        switch (at.ValueKind)
        {
            case JsonValueKind.Object when here is not null:
                writer.WriteStartObject();
                foreach (var property in at.EnumerateObject())
                {
                    writer.WritePropertyName(property.Name);
                    Write(writer, property.Value, here.Find(property.Name)?.Tree, lists?.Find(property.Name)?.Tree, $"{path}/{property.Name}");
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array when here is not null:
                writer.WriteStartArray();
                foreach (var (item, number) in at.EnumerateArray().Select((item, number) => (item, number)))
                {
                    Write(writer, item, here, lists, $"{path}/{number}");
                }
                writer.WriteEndArray();
                break;
            case JsonValueKind.String when here?.IsLeaf is true:
                Write(writer, at.GetString()!, lists, path);
                break;
            default:
                at.WriteTo(writer);
                break;
        }
    }

    private static void Write(Utf8JsonWriter writer, string text, FieldTree? lists, string path)
    {
        try
        {
            XmlAsJson.Write(writer, text, lists);
        }
        catch (XmlException wrong)
        {
            throw new AnswerRefusedException(new("", "answer.xml", T.AnswerXml(path, Text.Same(wrong.Message.TrimEnd('.')))));
        }
    }
}
