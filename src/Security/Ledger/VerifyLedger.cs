using System.Security.Cryptography;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>
/// Goes through a ledger once, from its first entry: an entry's text must have the hash that is kept for it, and the kept hashes
/// must make the roots that were signed. So a changed text is named by its number, and changed hashes are noticed at the next head.
/// </summary>
/// <param name="heads">Signed heads by size.</param>
internal sealed class VerifyLedger(IEnumerable<SignedHead> heads, ECDsa key)
{
    private readonly CompactRange range = new();
    private readonly Queue<SignedHead> ahead = new(heads.OrderBy(head => head.Size));
    private readonly List<Text> faults = [];
    private long? firstAltered;
    private long sound;
    private long proven;
    private long stamped;

    /// <param name="body">The entry's text in UTF-8.</param>
    /// <param name="kept">The hash that is kept for it.</param>
    public void Add(ReadOnlySpan<byte> body, ReadOnlySpan<byte> kept)
    {
        Check();
        if (firstAltered is null && !Merkle.Leaf(body).AsSpan().SequenceEqual(kept))
        {
            firstAltered = range.Size;
            faults.Add(T.LedgerEntryAltered(range.Size));
        }
        range.Append(kept.ToArray());
    }

    /// <summary>Something about the next entry that hashes do not tell, such as that it is missing.</summary>
    public void Report(Text fault) => faults.Add(fault);

    /// <param name="note">The head it has to be about; null where there is none of this size.</param>
    public void Timestamp(long size, ReadOnlyMemory<byte> token, string? note)
    {
        if (note is not null && TimestampToken.IsOf(token, note))
        {
            stamped++;
        }
        else
        {
            faults.Add(T.LedgerTimestampWrong(size));
        }
    }

    public LedgerVerdict End()
    {
        Check();
        foreach (var head in ahead)
        {
            faults.Add(T.LedgerCut(range.Size, head.Size));
        }
        if (range.Size > proven)
        {
            faults.Add(T.LedgerUnsigned(proven, range.Size));
        }
        return new(range.Size, sound, stamped, firstAltered, faults);
    }

    private void Check()
    {
        while (ahead.TryPeek(out var head) && head.Size <= range.Size)
        {
            ahead.Dequeue();
            if (!head.IsSignedBy(head.Origin, key))
            {
                faults.Add(T.LedgerHeadForged(head.Size));
            }
            else if (!head.Root.AsSpan().SequenceEqual(range.Root()))
            {
                faults.Add(T.LedgerRootDiffers(proven, head.Size));
            }
            else
            {
                sound++;
            }
            proven = head.Size;
        }
    }
}
