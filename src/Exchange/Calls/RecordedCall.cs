using System.Diagnostics;
using System.Security.Cryptography;
using Phusa.Exchange.Federation;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>A call whose evidence has begun: what passes is hashed until the outcome is written.</summary>
/// <param name="waiting">The intent that is still to be written, together with the outcome; null where it is on the disk.</param>
internal sealed class RecordedCall(ExchangeCall call, LedgerEntry? waiting) : IDisposable
{
    private readonly long started = Stopwatch.GetTimestamp();
    private readonly (SaltedHash Request, SaltedHash Answer) hashes = SaltedHash.Two();

    public ExchangeCall Call => call;

    public LedgerEntry? Waiting => waiting;

    /// <summary>Of an intent that was written first.</summary>
    public LedgerReceipt? Intent { get; init; }

    /// <summary>Method, path and query in one line, then the body.</summary>
    public SaltedHash Request => hashes.Request;

    /// <summary>The body of the answer, as it leaves.</summary>
    public SaltedHash Answer => hashes.Answer;

    /// <summary>Of the outcome; null until it is written.</summary>
    public LedgerReceipt? Outcome { get; set; }

    /// <summary>What the exchange that was called says of its evidence; null where none is called.</summary>
    public PeerReceipt? Peer { get; set; }

    /// <summary>The code of what is not as described in an answer that is passed on all the same.</summary>
    public string? Reported { get; set; }

    /// <summary>The fields that leave once the answer begins to.</summary>
    public IReadOnlyList<string> Releasing { get; set; } = [];

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(started);

    public void Dispose()
    {
        Request.Dispose();
        Answer.Dispose();
    }
}

/// <summary>
/// HMAC-SHA256 of bytes that pass by, under a salt that is kept apart from the entry. A few bytes are kept and hashed at
/// once, which costs a fraction of a hash that is begun and added to.
/// </summary>
internal sealed class SaltedHash : IDisposable
{
    private const int Few = 4096;

    [ThreadStatic]
    private static byte[]? drawn;

    [ThreadStatic]
    private static int used;

    private readonly byte[] salt;
    private byte[] kept = [];
    private IncrementalHash? hash;

    private SaltedHash(byte[] salt) => this.salt = salt;

    public long Bytes { get; private set; }

    /// <summary>Keeps the bytes themselves as well; null where nobody wants them.</summary>
    public KeptBytes? Payload { get; set; }

    public static (SaltedHash, SaltedHash) Two() => (new(Salt()), new(Salt()));

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (hash is null && Bytes + bytes.Length <= Few)
        {
            kept = Bytes == 0 ? bytes.ToArray() : [.. kept, .. bytes];
        }
        else
        {
            Begun().AppendData(bytes);
        }
        Bytes += bytes.Length;
        Payload?.Append(bytes);
    }

    /// <summary>What was seen so far, under a name in the entry; the bytes themselves are not kept.</summary>
    public Sealed Sealed(string name) => new(name, salt, hash?.GetCurrentHash() ?? HMACSHA256.HashData(salt, kept), null, null);

    public void Dispose() => hash?.Dispose();

    /// <summary>Drawn many at once, which takes a fraction of the time of drawing each.</summary>
    private static byte[] Salt()
    {
        if (drawn is null || used == drawn.Length)
        {
            (drawn, used) = (RandomNumberGenerator.GetBytes(64 * Security.Contracts.Sealed.SaltSize), 0);
        }
        return drawn[used..(used += Security.Contracts.Sealed.SaltSize)];
    }

    private IncrementalHash Begun()
    {
        if (hash is null)
        {
            hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, salt);
            hash.AppendData(kept);
        }
        return hash;
    }
}
