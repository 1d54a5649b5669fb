using Phusa.Exchange.Calls;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Traffic;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>What is said to a peer with a call, or why it is not called.</summary>
internal sealed record SignedIn(IReadOnlyList<KeyValuePair<string, string>>? Own, CallRefusal? Refusal);

/// <summary>A call on its way to another exchange: it is told who we are and for whom we call, and must not refuse us.</summary>
/// <param name="isDataset">Whether its rows are asked for by a query.</param>
internal sealed class PeerLink(Peer peer, PeerTokens tokens, bool isDataset)
{
    public async ValueTask<SignedIn> HeadersAsync(AdmittedCall call, IQueryCollection query, CancellationToken cancellation)
    {
        if (isDataset && ForeignQuery.Wrong(query, call.Agreement.Terms.Fields) is { } wrong)
        {
            return new(null, new CallRefusal(StatusCodes.Status422UnprocessableEntity, CallFault.Consumer, wrong));
        }
        var found = peer.IsEnabled ? await tokens.FindAsync(peer, cancellation)
            : new Refusal(new Problem("", "peer.disabled", T.PeerDisabledProblem(peer.Instance)));
        if (found.Value is not { } token)
        {
            return new(null, new CallRefusal(StatusCodes.Status502BadGateway, CallFault.Upstream, found.Problems));
        }
        List<KeyValuePair<string, string>> own =
            [new("Authorization", $"Bearer {token}"), new(RepresentedParty.Header, call.Standing.Client!)];
        if (call.Case is { } number)
        {
            own.Add(new(CallDialect.Own.CaseHeader, number));
        }
        if (call.Consent is { } consent)
        {
            own.Add(new(CallDialect.Consent, consent));
        }
        return new(own, null);
    }

    /// <summary>
    /// That the peer does not take us is nothing the caller can mend, and its words would send the caller after its own token.
    /// </summary>
    /// <param name="next">What is made of any other answer; null to pass it as it is.</param>
    public AnswerBody Guarded(AnswerBody? next) => (response, from, to, cancellation) =>
    {
        if (response.StatusCode is not (StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden))
        {
            return next is null ? BodyCopy.RunAsync(from, to, cancellation) : next(response, from, to, cancellation);
        }
        tokens.Forget(peer);
        throw new AnswerRefusedException(new("", "answer.peer-refused", T.AnswerPeerRefused(peer.Name, response.StatusCode)));
    };
}
