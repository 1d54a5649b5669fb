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
/// A WSDL 1.1 (W3C Note 2001-03-15), of which calls need only the operations. Without a DTD, and with nothing fetched
/// that it refers to.
/// </summary>
/// <param name="Location">Where it says that the service is.</param>
internal sealed record WsdlDocument(IReadOnlyList<SoapOperation> Operations, string? Location)
{
    public static readonly XNamespace Wsdl = "http://schemas.xmlsoap.org/wsdl/";

    private static readonly XNamespace[] Soap =
        ["http://schemas.xmlsoap.org/wsdl/soap/", "http://schemas.xmlsoap.org/wsdl/soap12/"];

    /// <summary>What is in its messages.</summary>
    public WsdlMessages? Messages { get; init; }

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
            ? new WsdlDocument(operations, Located(root)) { Messages = new(root) }
            : new Refusal(new Problem(Place(root), "wsdl.operations", T.WsdlOperations));
    }

    /// <summary>The operation that a call means by its <c>SOAPAction</c>; null where the WSDL names none such.</summary>
    public SoapOperation? Match(string? action) => action?.Trim().Trim('"') is { Length: > 0 } asked
        ? Operations.FirstOrDefault(one => one.Action == asked) : null;

    /// <summary>What an element says of SOAP, 1.1 or 1.2.</summary>
    public static XElement? OfSoap(XElement at, string name) =>
        Soap.Select(soap => at.Element(soap + name)).FirstOrDefault(found => found is not null);

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
            .Where(binding => OfSoap(binding, "binding") is not null)
            .SelectMany(binding => binding.Elements(Wsdl + "operation"))
            .Select(operation => new SoapOperation(
                (string?)operation.Attribute("name") ?? "",
                (string?)OfSoap(operation, "operation")?.Attribute("soapAction") ?? ""))
            .Where(operation => operation.Name.Length > 0)
            .DistinctBy(operation => operation),
    ];

    private static string? Located(XElement root) => root.Elements(Wsdl + "service").Elements(Wsdl + "port")
        .Select(port => (string?)OfSoap(port, "address")?.Attribute("location"))
        .FirstOrDefault(location => location is not null);

    private static string Place(XElement at) => at is IXmlLineInfo line && line.HasLineInfo() ? $"{line.LineNumber}:{line.LinePosition}" : "";
}
