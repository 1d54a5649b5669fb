using System.Globalization;
using System.Text.Json;
using Phusa.Exchange.Gateway;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Records calls in the ledger: what was meant before it happens, and how it ended. A call that may change something at
/// its upstream, and one with a long answer, has its intent on the disk first; of others intent and outcome are written
/// together, so that they wait for the disk once, and before the answer's last byte leaves.
/// </summary>
internal sealed class CallEvidence(Ledger ledger, Pseudonyms pseudonyms, KeepPayloads payloads)
{
    /// <summary>What was to be done: who, at which service, why.</summary>
    public const string Intent = "call-intent";

    /// <summary>How it ended, and which fields of whom were released.</summary>
    public const string Outcome = "call-outcome";

    /// <summary>On answers: where in the ledger the call stands (a dictionary of RFC 8941).</summary>
    public const string ReceiptHeader = HeaderRules.OwnPrefix + "Receipt";

    /// <param name="first">Whether the intent must be durable before anything else is done.</param>
    /// <exception cref="LedgerUnavailableException">The intent cannot be written: the call must not be made.</exception>
    public async Task<RecordedCall> BeginAsync(ExchangeCall call, bool first, CancellationToken cancellation)
    {
        LedgerDetails details = json => Write(json, call);
        var intent = new LedgerEntry(Intent, call.System.ToString(), call.Service, details) { Reference = call.Id };
        var begun = first
            ? new RecordedCall(call, null) { Intent = await ledger.AppendAsync(intent with { Subjects = Subjects(call) }, cancellation) }
            : new(call, intent);
        payloads.Begin(begun);
        return begun;
    }

    /// <exception cref="LedgerUnavailableException">It cannot be written: the answer must not leave whole.</exception>
    public async Task EndAsync(RecordedCall begun, CallOutcome outcome, CancellationToken cancellation)
    {
        var call = begun.Call;
        LedgerDetails details = json =>
        {
            Write(json, call);
            Write(json, begun, outcome);
        };
        var ended = new LedgerEntry(Outcome, call.System.ToString(), call.Service, details)
        {
            Reference = call.Id, Subjects = Subjects(call),
            Sealed = [begun.Request.Sealed("request"), begun.Answer.Sealed("answer"), .. payloads.Seal(begun)],
        };
        var receipts = await ledger.AppendTogetherAsync(begun.Waiting is { } intent ? [intent, ended] : [ended], cancellation);
        begun.Outcome = receipts[^1];
    }

    private static void Write(Utf8JsonWriter json, ExchangeCall call)
    {
        json.WriteString("call", call.Id);
        json.WriteString("client", call.Client);
        json.WriteString("represented", call.Represented);
        if (call.Agreement is { } agreement)
        {
            json.WriteString("agreement", agreement);
        }
        else
        {
            json.WriteNull("agreement");
        }
        json.WriteString("purpose", call.Purpose);
        json.WriteString("legalBasis", call.LegalBasis);
        json.WriteString("case", call.Case);
        json.WriteString("consent", call.Consent);
        json.WriteString("operation", call.Operation);
    }

    private static void Write(Utf8JsonWriter json, RecordedCall begun, CallOutcome outcome)
    {
        json.WriteString("peerReceipt", begun.Peer?.Text);
        json.WriteNumber("status", outcome.Status);
        json.WriteString("problem", outcome.Problem);
        json.WriteStartArray("fields");
        foreach (var field in outcome.Fields)
        {
            json.WriteStringValue(field);
        }
        json.WriteEndArray();
        json.WriteBoolean("told", outcome.Told);
        json.WriteNumber("requestBytes", begun.Request.Bytes);
        json.WriteNumber("answerBytes", begun.Answer.Bytes);
        json.WriteNumber("milliseconds", (long)begun.Elapsed.TotalMilliseconds);
    }

    /// <summary>Whoever is asked for, whatever comes of it: people are told of calls that were refused, too.</summary>
    private IReadOnlyList<string> Subjects(ExchangeCall call) => [.. call.People.Select(pseudonyms.Of)];

    /// <summary>
    /// Tells the caller where its call stands: in a header while that can be written, else behind the body for callers
    /// that take trailers.
    /// </summary>
    public static void Say(HttpResponse response, RecordedCall begun)
    {
        begun.Peer?.Say(response);
        if (begun.Outcome is { } outcome && response.HasStarted)
        {
            if (response.SupportsTrailers())
            {
                response.AppendTrailer(ReceiptHeader, Text(outcome, "outcome"));
            }
        }
        else if ((begun.Outcome ?? begun.Intent) is { } receipt)
        {
            response.Headers[ReceiptHeader] = Text(receipt, begun.Outcome is null ? "intent" : "outcome");
        }
    }

    private static string Text(LedgerReceipt receipt, string entry) => string.Create(
        CultureInfo.InvariantCulture, $"entry={entry}, seq={receipt.Seq}, leaf=:{receipt.Leaf}:, size={receipt.Size}");
}
