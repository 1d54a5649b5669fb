using System.Text;
using System.Xml.Linq;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Sandbox;

/// <summary>Messages posted to a SOAP service in the sandbox: answered as its WSDL describes, in the envelope they came in.</summary>
internal static class AnswerSoapTrial
{
    public static readonly XNamespace Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";

    private static readonly XNamespace Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    /// <param name="path">Behind the service's address.</param>
    public static async Task<(MockAnswer? Answer, CallRefusal? Refusal)> RunAsync(
        HttpContext http, WsdlDocument wsdl, string path, CancellationToken cancellation)
    {
        var reading = await ReadSoapCall.RunAsync(http, wsdl, path, null, cancellation);
        var soap = await VersionAsync(http.Request, cancellation);
        if (reading.Asked is not { } asked)
        {
            // So that a caller's way with faults can be tried; to the gateway no message comes that it could answer as SOAP.
            return reading.Refusal!.Problem.Code == "call.operation-missing"
                ? (Fault(soap, reading.Refusal.Problem), null) : (null, reading.Refusal);
        }
        return wsdl.Messages?.Find(asked.Name, isAnswer: true) is { } message
            ? (Of(soap, StatusCodes.Status200OK, MockXml.Envelope(soap, message)), null)
            : (null, new(StatusCodes.Status404NotFound, CallFault.Consumer, new Problem("", "sandbox.soap", T.SandboxSoap)));
    }

    /// <summary>What an operation is asked with, or answers; null where the WSDL alone does not say.</summary>
    public static string? Template(WsdlDocument wsdl, SoapOperation operation, bool isAnswer) =>
        wsdl.Messages?.Find(operation.Name, isAnswer) is { } message ? MockXml.Envelope(Soap11, message).ToString() : null;

    /// <summary>SOAP 1.2 where the message says so; its body was read and stands in the request again.</summary>
    private static async Task<XNamespace> VersionAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        return (await reader.ReadToEndAsync(cancellation)).Contains(Soap12.NamespaceName, StringComparison.Ordinal) ? Soap12 : Soap11;
    }

    /// <summary>W3C SOAP 1.1 §4.4 and §6.2; SOAP 1.2 part 1 §5.4 and part 2 §7.5.2.</summary>
    private static MockAnswer Fault(XNamespace soap, Problem problem)
    {
        var (code, words) = (new XElement("code", problem.Code), problem.Message.ToString());
        var fault = soap == Soap11
            ? new XElement(
                soap + "Fault", new XElement("faultcode", "soap:Client"), new XElement("faultstring", words), new XElement("detail", code))
            : new XElement(
                soap + "Fault", new XElement(soap + "Code", new XElement(soap + "Value", "soap:Sender")),
                new XElement(soap + "Reason", new XElement(
                    soap + "Text", new XAttribute(XNamespace.Xml + "lang", Thread.CurrentThread.CurrentUICulture.TwoLetterISOLanguageName), words)),
                new XElement(soap + "Detail", code));
        return Of(
            soap, soap == Soap11 ? StatusCodes.Status500InternalServerError : StatusCodes.Status400BadRequest,
            MockXml.Envelope(soap, [fault]));
    }

    private static MockAnswer Of(XNamespace soap, int status, XElement envelope) => new(
        status, soap == Soap11 ? "text/xml" : "application/soap+xml",
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{envelope}"), true);
}
