using System.Xml;
using System.Xml.Linq;
using Phusa.Exchange.Schemas;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Documents;

/// <summary>Something that can be called, as a WSDL names it.</summary>
/// <param name="Action">What the header <c>SOAPAction</c> says; empty where the WSDL gives none.</param>
internal sealed record SoapOperation(string Name, string Action);

/// <summary>
/// A WSDL 1.1 (W3C Note 2001-03-15), of which only the operations are read. Without a DTD, and with nothing fetched that
/// it refers to.
/// </summary>
/// <param name="Location">Where it says that the service is.</param>
internal sealed record WsdlDocument(IReadOnlyList<SoapOperation> Operations, string? Location)
{
    private static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    private static readonly XNamespace[] Soap =
        ["http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/"];

    public static Outcome<WsdlDocument> Read(string text)
    {
        if (text.Length > ApiDocument.MostCharacters)
        {
            return new Refusal(new Problem("", "document.too-large", T.DocumentTooLarge(ApiDocument.MostCharacters)));
        }
        var root = Root(text, out var broken);
        if (root is null)
        {
            return new Refusal(broken!);
        }
        if (root.Name != Wsdl + "definitions")
        {
            return new Refusal(new Problem(Place(root), "wsdl.version", T.WsdlVersion));
        }
        var operations = Described(root);
        return operations.Count > 0
            ? new WsdlDocument(operations, Located(root))
            : new Refusal(new Problem(Place(root), "wsdl.operations", T.WsdlOperations));
    }

    /// <summary>The operation that a call means by its <c>SOAPAction</c>; null where the WSDL names none such.</summary>
    public SoapOperation? Match(string? action) => action?.Trim().Trim('"') is { Length: > 0 } asked
        ? Operations.FirstOrDefault(one => one.Action == asked) : null;

    private static XElement? Root(string text, out Problem? broken)
    {
        broken = null;
        try
        {
            return OutsideXml.Open(text, ApiDocument.MostCharacters, LoadOptions.SetLineInfo).Root;
        }
        catch (XmlException wrong)
        {
            broken = new($"{wrong.LineNumber}:{wrong.LinePosition}", "wsdl.syntax", T.WsdlSyntax(wrong.LineNumber, Text.Same(wrong.Message)));
            return null;
        }
    }

    /// <summary>Those of bindings to SOAP, which say the action, once each.</summary>
    private static List<SoapOperation> Described(XElement root) =>
    [
        .. root.Elements(Wsdl + "binding")
            .Where(binding => Soap.Any(soap => binding.Element(soap + "binding") is not null))
            .SelectMany(binding => binding.Elements(Wsdl + "operation"))
            .Select(operation => new SoapOperation(
                (string?)operation.Attribute("name") ?? "",
                Soap.Select(soap => (string?)operation.Element(soap + "operation")?.Attribute("soapAction"))
                    .FirstOrDefault(action => action is not null) ?? ""))
            .Where(operation => operation.Name.Length > 0)
            .DistinctBy(operation => operation),
    ];

    private static string? Located(XElement root) => root.Elements(Wsdl + "service").Elements(Wsdl + "port")
        .SelectMany(port => Soap.Select(soap => (string?)port.Element(soap + "address")?.Attribute("location")))
        .FirstOrDefault(location => location is not null);

    private static string Place(XElement at) => at is IXmlLineInfo line && line.HasLineInfo() ? $"{line.LineNumber}:{line.LinePosition}" : "";
}
