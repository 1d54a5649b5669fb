using System.Text;
using Microsoft.Extensions.Options;
using Phusa.Security.Ledger;

namespace Phusa.Security.Contracts;

/// <summary>Exports and verifies the ledger as a whole.</summary>
public sealed class LedgerAudit
{
    private readonly LedgerStore store;
    private readonly ExportLedger export;
    private readonly string origin;
    private readonly LedgerKey key;

    internal LedgerAudit(LedgerStore store, LedgerKey key, IOptions<LedgerOptions> options)
    {
        (this.store, this.key, origin) = (store, key, options.Value.Origin);
        export = new(store, key, options);
    }

    /// <summary>Writes a ZIP of the whole ledger.</summary>
    public Task ExportAsync(Stream target, CancellationToken cancellation) => export.RunAsync(target, cancellation);

    /// <summary>Checks a ZIP; needs neither records nor settings.</summary>
    /// <param name="pem">The log's public key, got from elsewhere than the file; null takes the file's word.</param>
    /// <exception cref="InvalidDataException">The file is no export of a ledger.</exception>
    public static Task<LedgerVerdict> VerifyAsync(Stream file, string? pem, CancellationToken cancellation) =>
        VerifyExport.RunAsync(file, pem, cancellation);

    /// <summary>Checks the proof of one entry as the API gives it; needs neither records nor settings.</summary>
    /// <param name="proof">The JSON.</param>
    /// <param name="pem">The log's public key.</param>
    /// <param name="entry">The entry's text, when it is at hand.</param>
    /// <returns>The entry's number, the size of the signed tree, and what is wrong.</returns>
    /// <exception cref="InvalidDataException">It is no such proof.</exception>
    public static (long Seq, long Size, IReadOnlyList<Kernel.Texts.Text> Faults) VerifyProof(string proof, string pem, string? entry)
    {
        var (given, faults) = Security.Ledger.VerifyProof.Run(proof, pem, entry);
        return (given.Seq, SignedHead.Read(given.Head.Note)!.Size, faults);
    }

    /// <summary>An entry as it was written, with the salts of what is sealed beside it; null where there is none.</summary>
    public async Task<LedgerRecord?> FindAsync(long seq, CancellationToken cancellation)
    {
        if (await store.FindAsync(seq, cancellation) is not { } entry)
        {
            return null;
        }
        var said = entry.Read();
        return new(seq, said.Kind, said.Actor, entry.Body, EntrySalts.Of(entry, await store.SaltsAsync(seq, cancellation)));
    }

    /// <summary>The first entry of a kind with a reference; null where there is none.</summary>
    public Task<long?> FindSeqAsync(Guid reference, string kind, CancellationToken cancellation) =>
        store.FindSeqAsync(reference, kind, cancellation);

    /// <summary>Checks this deployment's own ledger as it stands.</summary>
    public async Task<LedgerVerdict> VerifyAsync(CancellationToken cancellation)
    {
        using var known = LedgerKey.Public(key.PublicPem);
        var size = await store.SizeAsync(cancellation);
        // The newest root comes from the upper tiles: those must agree with the lowest, too.
        var root = size == 0 ? Merkle.Empty : await store.Tiles(cancellation).RootAsync(0, size);
        var kept = await store.HeadsAsync(size, cancellation);
        var heads = kept.Select(head => head.Note).Append(key.Sign(origin, size, root));
        var verify = new VerifyLedger(heads.Select(SignedHead.Read).OfType<SignedHead>(), known);
        foreach (var head in kept.Where(head => head.Token is not null))
        {
            verify.Timestamp(head.Size, head.Token, head.Note);
        }
        for (long from = 0; from < size; from += LedgerTree.Width)
        {
            var tile = await store.TileAsync(0, from / LedgerTree.Width, cancellation);
            var page = await store.PageAsync(from, (int)Math.Min(LedgerTree.Width, size - from), cancellation);
            for (var at = 0; at < Math.Min(LedgerTree.Width, size - from); at++)
            {
                if (at >= page.Count || page[at].Seq != from + at)
                {
                    verify.Report(T.LedgerEntryMissing(from + at));
                    return verify.End();
                }
                verify.Add(Encoding.UTF8.GetBytes(page[at].Body), tile.AsSpan(at * Merkle.Size, Merkle.Size));
            }
        }
        return verify.End();
    }
}
