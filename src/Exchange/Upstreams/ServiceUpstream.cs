using Phusa.Exchange.Documents;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Schemas;
using Phusa.Kernel.Outcomes;

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
    /// <summary>The exchange that is called; null for a system of a member's.</summary>
    public PeerLink? Peer { get; init; }

    /// <summary>Of answers, by the document.</summary>
    public AnswerChecking Checking { get; init; }

    /// <summary>Fields of its answers that are XML and leave as JSON; null for none.</summary>
    public XmlFields? Xml { get; init; }

    /// <summary>Looks into an answer, for errors that its status does not tell and for what is not as described, before it leaves.</summary>
    /// <param name="operation">What was called; null for SOAP.</param>
    /// <param name="next">What is made of it then, such as field minimisation; null to pass it as it is.</param>
    /// <param name="report">Is told what is not as described, where that is no reason to withhold it.</param>
    public AnswerBody? Checked(Operation? operation, AnswerBody? next, Action<Problem> report)
    {
        AnswerCheck? check = Checking == AnswerChecking.Off || operation?.DescribesAnswers is not true ? null : (response, text, answer) =>
        {
            var problem = CallCheck.Answer(operation, response.StatusCode, response.ContentType, text, answer) is [var fault, ..]
                ? new Problem("", "answer.schema", T.AnswerSchema($"{fault.In}{fault.Pointer}", fault.Message)) : null;
            if (problem is null || Checking == AnswerChecking.Enforce)
            {
                return problem;
            }
            report(problem);
            return null;
        };
        return (Errors, Xml, check) is (null, null, null) ? next : new HeldAnswer(Errors, Xml, check, next).AnswerAsync;
    }

    /// <summary>Without the headers, which are secret: a record prints all it has.</summary>
    public override string ToString() => $"{Upstream.Name} {Upstream.Address}";
}
