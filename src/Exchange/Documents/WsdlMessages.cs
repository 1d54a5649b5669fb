using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Phusa.Exchange.Documents;

/// <summary>What stands in a SOAP message's body.</summary>
/// <param name="Wrapper">Around all parts (style rpc); null where each is an element of the schema's (style document).</param>
internal sealed record SoapMessage(XName? Wrapper, IReadOnlyList<SoapPart> Parts);

/// <param name="Element">Of the schema; null for a part that names a type alone.</param>
internal sealed record SoapPart(XName Name, XmlSchemaType Type, XmlSchemaElement? Element);

/// <summary>
/// The messages of a WSDL's operations by the schemas that stand in it; none that it refers to is fetched. Read when they are
/// first asked for: calls do without.
/// </summary>
internal sealed class WsdlMessages
{
    /// <summary>A higher count makes a schema slow to compile, and says nothing to whoever makes up a message.</summary>
    private const int MostCounted = 20;

    private static readonly XNamespace Xsd = "http://www.w3.org/2001/XMLSchema";

    private readonly XElement root;
    private readonly Lazy<XmlSchemaSet?> schemas;

    public WsdlMessages(XElement root) => (this.root, schemas) = (root, new(() => Compiled(root)));

    /// <summary>Null where the WSDL alone does not say.</summary>
    public SoapMessage? Find(string operation, bool isAnswer)
    {
        var bound = root.Elements(WsdlDocument.Wsdl + "binding").Elements(WsdlDocument.Wsdl + "operation")
            .FirstOrDefault(one => (string?)one.Attribute("name") == operation && WsdlDocument.OfSoap(one.Parent!, "binding") is not null);
        if (bound is null || schemas.Value is not { } known)
        {
            return null;
        }
        var way = WsdlDocument.Wsdl + (isAnswer ? "output" : "input");
        var described = Named("portType", bound.Parent!.Attribute("type"))?.Elements(WsdlDocument.Wsdl + "operation")
            .FirstOrDefault(one => (string?)one.Attribute("name") == operation)?.Element(way);
        var body = bound.Element(way) is { } written ? WsdlDocument.OfSoap(written, "body") : null;
        var isRpc = (Style(bound, "operation") ?? Style(bound.Parent!, "binding")) == "rpc";
        var only = ((string?)body?.Attribute("parts"))?.Split(' ');
        var parts = Named("message", described?.Attribute("message"))?.Elements(WsdlDocument.Wsdl + "part")
            .Where(part => only is null || only.Contains((string?)part.Attribute("name")))
            .Select(part => Part(known, part)).ToList();
        return parts is null || parts.Contains(null) ? null : new(
            isRpc ? (XNamespace)((string?)body?.Attribute("namespace") ?? "") + (operation + (isAnswer ? "Response" : "")) : null,
            [.. parts.OfType<SoapPart>()]);
    }

    private static string? Style(XElement at, string name) => (string?)WsdlDocument.OfSoap(at, name)?.Attribute("style");

    private static SoapPart? Part(XmlSchemaSet known, XElement part)
    {
        if (Qualified(part.Attribute("element")) is { } element)
        {
            return known.GlobalElements[element] is XmlSchemaElement { ElementSchemaType: { } type } found
                ? new(XName.Get(element.Name, element.Namespace), type, found) : null;
        }
        return Qualified(part.Attribute("type")) is { } named && (string?)part.Attribute("name") is { Length: > 0 } name
            && (known.GlobalTypes[named] as XmlSchemaType ?? XmlSchemaType.GetBuiltInSimpleType(named)) is { } typed ? new(name, typed, null) : null;
    }

    private XElement? Named(string kind, XAttribute? reference) => Qualified(reference) is { } name
        ? root.Elements(WsdlDocument.Wsdl + kind).FirstOrDefault(one => (string?)one.Attribute("name") == name.Name) : null;

    private static XmlQualifiedName? Qualified(XAttribute? reference) => reference?.Value.Trim().Split(':') switch
    {
        [var name] when name.Length > 0 => new(name, reference.Parent!.GetDefaultNamespace().NamespaceName),
        [var prefix, var name] => new(name, reference.Parent!.GetNamespaceOfPrefix(prefix)?.NamespaceName ?? ""),
        _ => null,
    };

    /// <summary>Null where a schema is broken, or refers to what does not stand in the WSDL.</summary>
    private static XmlSchemaSet? Compiled(XElement root)
    {
        var (set, isWhole) = (new XmlSchemaSet { XmlResolver = null }, true);
        set.CompilationSettings.EnableUpaCheck = false;
        set.ValidationEventHandler += (_, told) => isWhole &= told.Severity != XmlSeverityType.Error;
        try
        {
            foreach (var schema in root.Elements(WsdlDocument.Wsdl + "types").Elements(Xsd + "schema"))
            {
                using var reader = Whole(schema).CreateReader();
                set.Add(null, reader);
            }
            set.Compile();
        }
        catch (Exception wrong) when (wrong is XmlSchemaException or XmlException or ArgumentException)
        {
            return null;
        }
        return isWhole ? set : null;
    }

    /// <summary>With the prefixes that were declared around it.</summary>
    private static XElement Whole(XElement schema)
    {
        var whole = new XElement(schema);
        foreach (var declared in schema.Ancestors().Attributes().Where(one => one.IsNamespaceDeclaration))
        {
            if (whole.Attribute(declared.Name) is null)
            {
                whole.Add(declared);
            }
        }
        foreach (var count in whole.Descendants().Attributes().Where(one => one.Name.LocalName is "minOccurs" or "maxOccurs"))
        {
            if (int.TryParse(count.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times > MostCounted : count.Value != "unbounded")
            {
                count.Value = count.Name.LocalName == "maxOccurs" ? "unbounded" : $"{MostCounted}";
            }
        }
        return whole;
    }
}
