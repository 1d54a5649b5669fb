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
    /// <summary>Looks into an answer, for errors that its status does not tell and for what is not as described, before it leaves.</summary>
    /// <param name="operation">What was called; null for SOAP.</param>
    /// <param name="next">What is made of it then, such as field minimisation; null to pass it as it is.</param>
    public AnswerBody? Checked(Operation? operation, AnswerBody? next)
    {
        List<AnswerCheck> checks = [];
        if (Errors is { } rule)
        {
            checks.Add((_, _, answer) => rule.Check(answer));
        }
        if (operation?.DescribesAnswers is true)
        {
            checks.Add((response, text, answer) =>
                CallCheck.Answer(operation, response.StatusCode, response.ContentType, text, answer) is [var fault, ..]
                    ? new("", "answer.schema", T.AnswerSchema($"{fault.In}{fault.Pointer}", fault.Message)) : null);
        }
        return checks.Count > 0 ? new HeldAnswer(checks, next).AnswerAsync : next;
    }

    /// <summary>Without the headers, which are secret: a record prints all it has.</summary>
    public override string ToString() => $"{Upstream.Name} {Upstream.Address}";
}
