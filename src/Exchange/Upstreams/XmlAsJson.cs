using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.Upstreams;

/// <summary>
/// XML as JSON: an element is a member of its parent by its local name, and several of one name are an array; one with text alone is
/// that text, with <c>xsi:nil</c> null; attributes are members <c>@name</c>, and text beside them or beside elements <c>#text</c>.
/// </summary>
internal static class XmlAsJson
{
    /// <summary>In characters; what is made of it in memory takes some ten times as much.</summary>
    public const int Longest = 2_000_000;

    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <param name="text">A document; one of nothing is null.</param>
    /// <param name="lists">Elements that are arrays even where there is one, by their paths from the root on.</param>
    /// <exception cref="XmlException">It is no XML, has a DTD, two attributes of one local name, or is too long or too deep.</exception>
    public static void Write(Utf8JsonWriter writer, string text, FieldTree? lists)
    {
        if (string.IsNullOrWhiteSpace(text.Trim('\uFEFF')))
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        Members(writer, [OutsideXml.Open(text, Longest).Root!], lists);
        writer.WriteEndObject();
    }

    private static void Members(Utf8JsonWriter writer, IEnumerable<XElement> elements, FieldTree? lists)
    {
        foreach (var alike in elements.GroupBy(element => element.Name.LocalName, StringComparer.Ordinal))
        {
            var below = lists?.Find(alike.Key)?.Tree;
            var isList = below?.IsLeaf is true || alike.Skip(1).Any();
            writer.WritePropertyName(alike.Key);
            if (isList)
            {
                writer.WriteStartArray();
            }
            foreach (var element in alike)
            {
                Element(writer, element, below);
            }
            if (isList)
            {
                writer.WriteEndArray();
            }
        }
    }

    private static void Element(Utf8JsonWriter writer, XElement element, FieldTree? lists)
    {
        var attributes = element.Attributes().Where(one => !one.IsNamespaceDeclaration && one.Name.Namespace != Instance).ToList();
        var text = string.Concat(element.Nodes().OfType<XText>().Select(one => one.Value));
        if (attributes.Count == 0 && !element.HasElements)
        {
            if ((string?)element.Attribute(Instance + "nil") is "true" or "1")
            {
                writer.WriteNullValue();
            }
            else
            {
                writer.WriteStringValue(text);
            }
            return;
        }
        if (attributes.DistinctBy(one => one.Name.LocalName).Count() < attributes.Count)
        {
            throw new XmlException($"Two attributes of <{element.Name.LocalName}> have one local name");
        }
        writer.WriteStartObject();
        attributes.ForEach(one => writer.WriteString("@" + one.Name.LocalName, one.Value));
        Members(writer, element.Elements(), lists);
        if (!string.IsNullOrWhiteSpace(text))
        {
            writer.WriteString("#text", text);
        }
        writer.WriteEndObject();
    }
}
