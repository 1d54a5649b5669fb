using System.Text.Json;
using System.Xml.Linq;
using System.Xml.Schema;
using Phusa.Exchange.Documents;

namespace Phusa.Exchange.Sandbox;

/// <summary>A SOAP message made from the schemas of its WSDL, with values that can be taken for nobody's.</summary>
internal sealed class MockXml
{
    private const int Deepest = 8;
    private const int UsualItems = 2;

    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    /// <summary>What is optional is left out once there are so many: schemas may hold themselves several times over.</summary>
    private int left = 500;

    private MockXml()
    {
    }

    public static XElement Envelope(XNamespace soap, SoapMessage message)
    {
        var made = new MockXml();
        var parts = message.Parts.Select(part => made.Element(part.Name, part.Type, part.Element, part.Name.LocalName, 0)).ToList();
        return Envelope(soap, message.Wrapper is { } wrapper ? [new XElement(wrapper, parts)] : parts);
    }

    public static XElement Envelope(XNamespace soap, IEnumerable<XElement> body) => new(
        soap + "Envelope", new XAttribute(XNamespace.Xmlns + "soap", soap.NamespaceName), new XElement(soap + "Body", body));

    private XElement Element(XName name, XmlSchemaType type, XmlSchemaElement? declared, string path, int depth)
    {
        left--;
        var made = new XElement(name);
        if (declared?.FixedValue is { } given)
        {
            made.Value = given;
        }
        else if (type is XmlSchemaComplexType complex)
        {
            Attributes(made, complex, path);
            Content(made, complex, path, depth);
        }
        else
        {
            made.Value = Text((XmlSchemaSimpleType)type, name.LocalName, path);
        }
        return made;
    }

    private static void Attributes(XElement made, XmlSchemaComplexType type, string path)
    {
        foreach (var one in type.AttributeUses.Values.OfType<XmlSchemaAttribute>().Where(one => one.Use != XmlSchemaUse.Prohibited))
        {
            var name = XName.Get(one.QualifiedName.Name, one.QualifiedName.Namespace);
            made.SetAttributeValue(name, one.FixedValue ?? Text(one.AttributeSchemaType!, name.LocalName, $"{path}@{name.LocalName}"));
        }
    }

    private void Content(XElement made, XmlSchemaComplexType type, string path, int depth)
    {
        var simple = (XmlSchemaType?)type;
        while (simple is XmlSchemaComplexType && type.ContentType == XmlSchemaContentType.TextOnly)
        {
            simple = simple.BaseXmlSchemaType;
        }
        if (simple is XmlSchemaSimpleType text)
        {
            made.Value = Text(text, made.Name.LocalName, path);
        }
        else
        {
            Particle(made, type.ContentTypeParticle, path, depth);
        }
    }

    private void Particle(XElement made, XmlSchemaParticle particle, string path, int depth)
    {
        for (var item = 0; item < Count(particle, depth); item++)
        {
            switch (particle)
            {
                case XmlSchemaElement { IsAbstract: false, ElementSchemaType: { } type } one:
                    var name = XName.Get(one.QualifiedName.Name, one.QualifiedName.Namespace);
                    made.Add(Element(name, type, one, $"{path}/{name.LocalName}/{item}", depth + 1));
                    break;
                case XmlSchemaChoice { Items: [XmlSchemaParticle first, ..] }:
                    Particle(made, first, path, depth);
                    break;
                case XmlSchemaSequence or XmlSchemaAll:
                    foreach (var inner in ((XmlSchemaGroupBase)particle).Items.OfType<XmlSchemaParticle>())
                    {
                        Particle(made, inner, path, depth);
                    }
                    break;
                default:
                    return;
            }
        }
    }

    /// <summary>Far down only what must be there, and at last not even that.</summary>
    private decimal Count(XmlSchemaParticle particle, int depth) =>
        depth > Deepest * 2 || left < -1000 ? 0
        : depth > Deepest || left < 0 ? particle.MinOccurs
        : Math.Max(particle.MinOccurs, Math.Min(UsualItems, particle.MaxOccurs));

    private static string Text(XmlSchemaSimpleType type, string name, string path) =>
        new MockValue(Nothing, false, 0).Of(SimpleSchema.Of(type), name, path)?.ToString() is { } text
            ? text is "True" or "False" ? text.ToLowerInvariant() : text : "";
}
