using Phusa.Exchange.Schemas;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Documents;

/// <summary>Brings the document of a service, from a text or an address, and tells all that is wrong with it.</summary>
internal sealed class ReadDocument(FetchDocument fetch)
{
    /// <summary>Fields of the problems begin with <c>document</c>, with the place in it behind.</summary>
    /// <param name="address">Asked only where there is no text.</param>
    public async Task<Outcome<string>> RunAsync(ServiceKind kind, string? text, string? address, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            if (string.IsNullOrWhiteSpace(address))
            {
                return new Refusal(new Problem("document", "document.missing", T.DocumentMissing));
            }
            var fetched = await fetch.RunAsync(address, cancellation);
            if (fetched.Value is not { } brought)
            {
                return new Refusal(fetched.Problems);
            }
            text = brought;
        }
        var problems = kind == ServiceKind.Soap ? WsdlDocument.Read(text).Problems : ApiDocument.Read(text).Problems;
        return problems.Count == 0
            ? text : new Refusal([.. problems.Select(problem => problem with { Field = "document" + problem.Field })]);
    }
}
