using Microsoft.Extensions.Options;
using Phusa.Exchange.Calls;
using Phusa.Exchange.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>The national platform over the protocol of federation: a stand-in, or a platform that speaks it.</summary>
internal sealed class FederatedNational(
    PeerStore peers, PeerCatalogues catalogues, PeerConnection connection, PeerTokens tokens, Ledger ledger, Pseudonyms pseudonyms,
    IOptions<ExchangeOptions> options) : NationalExchange
{
    /// <summary>In the ledger: the nation was asked.</summary>
    public const string Asked = "national-call";

    private const int Longest = 2_000;

    public override async Task<IReadOnlyList<NationalOffer>> OffersAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation) is not var (_, catalogue) ? []
            : [.. catalogue.Services.Select(entry => new NationalOffer(
                entry.Key, PeerWords.Title(entry), catalogue.NameOf(entry), [.. entry.Fields.Select(field => field.Name)]))];

    public override async Task<Outcome<NationalAnswer>> AskAsync(NationalQuestion question, CancellationToken cancellation)
    {
        if (await FindAsync(cancellation) is not var (peer, catalogue))
        {
            return new Refusal(new Problem("", "national.none", T.NationalNone));
        }
        if (catalogue.Services.FirstOrDefault(one => one.Key == question.Service) is not { } entry)
        {
            return new Missing(new Problem("service", "foreign.not-offered", T.ForeignNotOffered(peer.Name)));
        }
        if (!IsBelow(question.Path))
        {
            return new Refusal(new Problem("path", "path.ambiguous", T.PathAmbiguous(question.Path)));
        }
        var token = await tokens.FindAsync(peer, cancellation);
        if (token.Value is not { } text)
        {
            return new Refusal(token.Problems);
        }
        using var request = Request(peer.At(entry.CallPath + question.Path), question, text);
        var asked = await connection.AskAsync(request, cancellation);
        var receipt = asked.Value?.Headers.GetValueOrDefault(CallEvidence.ReceiptHeader);
        await RecordAsync(peer, question, asked, receipt, cancellation);
        if (asked.Value is not { } answer)
        {
            return new Refusal(asked.Problems);
        }
        if (answer.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
        {
            tokens.Forget(peer);
            return new Refusal(new Problem("", "answer.peer-refused", T.AnswerPeerRefused(peer.Name, answer.Status)));
        }
        return new NationalAnswer(answer.Status, answer.Body, receipt);
    }

    /// <summary>Null where none is connected, or it is stopped, or its catalogue was not taken yet.</summary>
    private async Task<(Peer Peer, Catalogue Catalogue)?> FindAsync(CancellationToken cancellation) =>
        options.Value.NationalInstance is { } instance
        && await peers.FindAsync(instance, cancellation) is { IsEnabled: true } peer
        && (await catalogues.FindAsync(peer.Id, cancellation)).Catalogue is { } catalogue ? (peer, catalogue) : null;

    private static HttpRequestMessage Request(Uri address, NationalQuestion question, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = new("Bearer", token);
        (string Name, string? Value)[] said =
        [
            (RepresentedParty.Header, question.Client), (CallDialect.Own.CaseHeader, question.Case), (CallDialect.Consent, question.Consent),
        ];
        foreach (var (name, value) in said.Where(pair => pair.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        return request;
    }

    private Task<LedgerReceipt> RecordAsync(
        Peer peer, NationalQuestion question, Outcome<PeerAnswer> asked, string? receipt, CancellationToken cancellation) =>
        ledger.AppendAsync(new LedgerEntry(Asked, question.Client, $"{peer.Instance}/{question.Service}", new
        {
            question.Purpose, question.Case, question.Consent, asked.Value?.Status,
            Problem = asked.Problems.Count > 0 ? asked.Problems[0].Code : null, PeerReceipt = receipt,
        })
        {
            Subjects = [.. PeopleAsked.In(question.Path, QueryCollection.Empty).Select(pseudonyms.Of)],
        }, cancellation);

    /// <summary>What stays below the service whatever is made of it on the way.</summary>
    private static bool IsBelow(string path) => path.Length is > 0 and <= Longest && path[0] == '/'
        && !path.Contains("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Contains("..", StringComparison.Ordinal) && !path.Contains("%2", StringComparison.OrdinalIgnoreCase)
        && !path.Contains('#', StringComparison.Ordinal);
}
