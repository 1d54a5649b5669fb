using System.Text;
using System.Text.Json;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;

namespace Phusa.Security.Ledger;

/// <summary>Checks the proof of one entry, as <c>/api/v1/ledger/entries/{seq}/proof</c> gives it, offline.</summary>
internal static class VerifyProof
{
    /// <param name="proof">The answer's JSON.</param>
    /// <param name="pem">The log's public key.</param>
    /// <param name="entry">The entry as it was written, when it is at hand; null proves only that its hash is in the tree.</param>
    /// <returns>What is wrong; none when the entry is proven.</returns>
    /// <exception cref="InvalidDataException">It is no such JSON.</exception>
    public static (InclusionAnswer Proof, IReadOnlyList<Text> Faults) Run(string proof, string pem, string? entry)
    {
        var given = Read(proof);
        var head = SignedHead.Read(given.Head.Note) ?? throw new InvalidDataException("head.note");
        var leaf = HeadSignature.Bytes(given.Leaf) ?? throw new InvalidDataException("leaf");
        byte[][] path = [.. given.Path.Select(hash => HeadSignature.Bytes(hash) ?? throw new InvalidDataException("path"))];
        using var key = LedgerKey.Public(pem);
        List<Text> faults = [];
        if (!head.IsSignedBy(head.Origin, key))
        {
            faults.Add(T.LedgerHeadForged(head.Size));
        }
        if (!MerkleProof.Includes(head.Root, head.Size, given.Seq, leaf, path))
        {
            faults.Add(T.LedgerNotIncluded(given.Seq, head.Size));
        }
        if (entry is not null && !Merkle.Leaf(Encoding.UTF8.GetBytes(entry.TrimEnd('\n'))).AsSpan().SequenceEqual(leaf))
        {
            faults.Add(T.LedgerEntryAltered(given.Seq));
        }
        return (given, faults);
    }

    private static InclusionAnswer Read(string proof)
    {
        try
        {
            return JsonSerializer.Deserialize<InclusionAnswer>(proof, JsonStorage.Options) is
                { Leaf: not null, Path: not null, Head.Note: not null } read ? read : throw new InvalidDataException("leaf, path, head.note");
        }
        catch (JsonException broken)
        {
            throw new InvalidDataException(broken.Message);
        }
    }
}
