using Phusa.Exchange.Documents;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Schemas;

namespace Phusa.Exchange.Upstreams;

/// <summary>What the gateway has to know of the system behind a service.</summary>
/// <param name="OwnHeaders">Sign the gateway in there.</param>
/// <param name="Document">Of a REST service; null for SOAP.</param>
/// <param name="Wsdl">Of a SOAP service; null for REST.</param>
/// <param name="LargestBody">Bytes of a request; null for no limit of its own.</param>
/// <param name="Errors">How it tells of errors with status 200; null where it does not.</param>
/// <param name="MaintenanceMessage">The owner's words for callers while it is worked on.</param>
internal sealed record ServiceUpstream(
    Upstream Upstream, IReadOnlyList<KeyValuePair<string, string>> OwnHeaders, ApiDocument? Document, WsdlDocument? Wsdl,
    long? LargestBody, ErrorRule? Errors, string? MaintenanceMessage)
{
    /// <summary>Looks for errors inside the answer before anything else is made of it.</summary>
    /// <param name="next">What is made of it then, such as field minimisation; null to pass it as it is.</param>
    public AnswerBody? Checked(AnswerBody? next) => Errors is { } rule ? new HeldAnswer(rule, next).AnswerAsync : next;

    /// <summary>Without the headers, which are secret: a record prints all it has.</summary>
    public override string ToString() => $"{Upstream.Name} {Upstream.Address}";
}
