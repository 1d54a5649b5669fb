using System.Diagnostics;
using System.Security.Cryptography;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>
/// Records calls in the ledger: what was meant before it happens, and how it ended. A call that may change something at
/// its upstream has its intent on the disk before it is forwarded; of one that only asks, intent and outcome are written
/// together, so that it waits for the disk once, and before its answer's last byte leaves.
/// </summary>
internal sealed class CallEvidence(Ledger ledger, Pseudonyms pseudonyms)
{
    /// <summary>What was to be done: who, at which service, why.</summary>
    public const string Intent = "call-intent";

    /// <summary>How it ended, and which fields of whom were released.</summary>
    public const string Outcome = "call-outcome";

    /// <param name="isWrite">Whether the call may change something, so that its intent must be durable first.</param>
    /// <exception cref="LedgerUnavailableException">The intent cannot be written: the call must not be made.</exception>
    public async Task<RecordedCall> BeginAsync(ExchangeCall call, bool isWrite, CancellationToken cancellation)
    {
        var intent = new LedgerEntry(Intent, call.System.ToString(), call.Service, new
        {
            Call = call.Id, call.Client, call.Agreement, call.Purpose, call.LegalBasis, call.Case, call.Operation,
        });
        if (isWrite)
        {
            await ledger.AppendAsync(intent, cancellation);
        }
        return new(call, isWrite ? null : intent, Stopwatch.GetTimestamp());
    }

    /// <param name="request">What was sent, hashed under a salt of its own.</param>
    /// <param name="answer">What came back, as well.</param>
    /// <returns>The receipt of the outcome.</returns>
    /// <exception cref="LedgerUnavailableException">It cannot be written: the answer must not leave whole.</exception>
    public async Task<LedgerReceipt> EndAsync(
        RecordedCall begun, CallOutcome outcome, SaltedHash request, SaltedHash answer, CancellationToken cancellation)
    {
        var call = begun.Call;
        var ended = new LedgerEntry(Outcome, call.System.ToString(), call.Service, new
        {
            Call = call.Id, call.Client, call.Agreement, call.Purpose, call.LegalBasis, call.Case, outcome.Status, outcome.Fields,
            outcome.AnswerBytes, Milliseconds = (long)Stopwatch.GetElapsedTime(begun.Started).TotalMilliseconds,
        })
        {
            Subjects = outcome.Fields.Count == 0 ? [] : [.. call.People.Select(pseudonyms.Of)],
            Sealed = [request.Sealed("request"), answer.Sealed("answer")],
        };
        var receipts = await ledger.AppendTogetherAsync(begun.Intent is { } intent ? [intent, ended] : [ended], cancellation);
        return receipts[^1];
    }
}

/// <param name="Intent">Still to be written together with the outcome; null where it is on the disk.</param>
internal sealed record RecordedCall(ExchangeCall Call, LedgerEntry? Intent, long Started);

/// <summary>HMAC-SHA256 of bytes that pass by, under a salt that is kept apart from the entry.</summary>
internal sealed class SaltedHash : IDisposable
{
    private readonly byte[] salt = RandomNumberGenerator.GetBytes(16);
    private readonly IncrementalHash hash;

    public SaltedHash() => hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, salt);

    public long Bytes { get; private set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        hash.AppendData(bytes);
        Bytes += bytes.Length;
    }

    /// <summary>What was seen so far, under a name in the entry; the bytes themselves are not kept.</summary>
    public Sealed Sealed(string name) => new(name, salt, hash.GetCurrentHash(), null, null);

    public void Dispose() => hash.Dispose();
}
