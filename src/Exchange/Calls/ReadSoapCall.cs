using System.Net.Http.Headers;
using System.Xml;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Reads of a SOAP message which operation it calls: by its action, or by the first element of its body (WS-I Basic
/// Profile 1.1, R2710). A message with a DTD does not go on, neither does one that is no SOAP.
/// </summary>
internal static class ReadSoapCall
{
    private static readonly string[] Envelopes =
        ["http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope"];

    /// <param name="path">Behind the service's address; SOAP has one alone.</param>
    /// <param name="limit">Bytes that a body may have.</param>
    public static async Task<AskedReading> RunAsync(
        HttpContext http, WsdlDocument wsdl, string path, long? limit, CancellationToken cancellation)
    {
        if (path.Trim('/').Length > 0)
        {
            return Refused(StatusCodes.Status404NotFound, "call.path-missing", T.CallPathMissing);
        }
        if (!HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.Headers.Allow = "POST";
            return Refused(StatusCodes.Status405MethodNotAllowed, "request.method", T.RequestMethod(http.Request.Method));
        }
        if (!CallBody.IsText(http.Request))
        {
            return Refused(StatusCodes.Status415UnsupportedMediaType, "call.soap-malformed", T.CallSoapMalformed);
        }
        var (body, refusal) = await CallBody.ReadAsync(http, limit, cancellation);
        if (refusal is not null)
        {
            return refusal;
        }
        if (First(body) is not { } element)
        {
            return Refused(StatusCodes.Status400BadRequest, "call.soap-malformed", T.CallSoapMalformed);
        }
        var operation = wsdl.Match(Action(http.Request)) ?? wsdl.Operations.FirstOrDefault(one => one.Name == element);
        return operation is not null ? new AskedOperation(operation.Name, body)
            : Refused(StatusCodes.Status404NotFound, "call.operation-missing",
                T.CallOperationMissing(string.Join(", ", wsdl.Operations.Select(one => one.Name))));
    }

    /// <summary>SOAP 1.1 has a header for it, SOAP 1.2 a parameter of the media type.</summary>
    private static string? Action(HttpRequest request) =>
        request.Headers["SOAPAction"] is [{ Length: > 0 } action] ? action
        : MediaTypeHeaderValue.TryParse(request.ContentType, out var media)
            ? media.Parameters.FirstOrDefault(one => one.Name == "action")?.Value : null;

    /// <summary>Name of the first element in the envelope's body; null for what is no sound message.</summary>
    private static string? First(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(message.ToArray()), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            if (reader.MoveToContent() != XmlNodeType.Element || reader.LocalName != "Envelope"
                || Array.IndexOf(Envelopes, reader.NamespaceURI) < 0)
            {
                return null;
            }
            var envelope = reader.NamespaceURI;
            string? first = null;
            while (reader.Read())
            {
                if (reader is { NodeType: XmlNodeType.Element, Depth: 1, LocalName: "Body" } && reader.NamespaceURI == envelope
                    && !reader.IsEmptyElement && reader.Read() && reader.MoveToContent() == XmlNodeType.Element)
                {
                    first ??= reader.LocalName;
                }
            }
            return first;
        }
        catch (XmlException)
        {
            // What is no XML is no message; the caller is told so.
            return null;
        }
    }

    private static CallRefusal Refused(int status, string code, Text why) =>
        new(status, CallFault.Consumer, new Problem("", code, why));
}
