using Phusa.Exchange.Calls;
using Phusa.Exchange.Gateway;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Where a call stands in the ledger of the exchange that answered it: in the head of its answer, or behind its body. It
/// becomes part of our own evidence, and the caller is told.
/// </summary>
internal sealed class PeerReceipt
{
    public const string Header = HeaderRules.OwnPrefix + "Peer-Receipt";

    private const int Longest = 500;

    private HttpResponseMessage? answer;

    /// <summary>Null as long as the peer said nothing.</summary>
    public string? Text => answer is null ? null : Of(answer.TrailingHeaders) ?? Of(answer.Headers);

    public void Saw(HttpResponseMessage head) => answer = head;

    public void Say(HttpResponse response)
    {
        if (Text is not { } text)
        {
            return;
        }
        if (!response.HasStarted)
        {
            response.Headers[Header] = text;
        }
        else if (response.SupportsTrailers())
        {
            response.AppendTrailer(Header, text);
        }
    }

    private static string? Of(System.Net.Http.Headers.HttpResponseHeaders headers) =>
        headers.TryGetValues(CallEvidence.ReceiptHeader, out var values) && values.ToArray() is [{ Length: > 0 and <= Longest } one]
            && one.All(sign => sign is >= ' ' and <= '~') ? one : null;
}
