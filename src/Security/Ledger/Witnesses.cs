using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;

namespace Phusa.Security.Ledger;

/// <summary>Somebody outside who looks at heads and signs those that continue what they saw before.</summary>
/// <param name="PublicKey">ECDSA P-256 as PEM.</param>
/// <param name="WithdrawnAt">Since when it signs no more; what it signed before stays evidence.</param>
internal sealed record Witness(string Name, string PublicKey, DateTimeOffset AddedAt, DateTimeOffset? WithdrawnAt);

/// <summary>A line under a head, by a witness.</summary>
internal sealed record Cosignature(long Size, string Witness, string Line, DateTimeOffset At);

/// <summary>How far a witness has followed.</summary>
/// <param name="Last">Null before its first.</param>
/// <param name="Behind">Entries that it has not signed for yet.</param>
internal sealed record WitnessStanding(Witness Witness, Cosignature? Last, long Behind);

/// <summary>
/// Agencies that co-sign heads: the inspectorate, another department. With their signatures the operator cannot rewrite the log
/// without them noticing. They know a head continues the one before by the proof of consistency.
/// </summary>
internal sealed class Witnesses(Database ledger, LedgerStore store, TimeProvider clock)
{
    public Task<IReadOnlyList<Witness>> ListAsync(CancellationToken cancellation) => ledger.ListAsync(
        new("select name, public_key, added_at, withdrawn_at from security_ledger_witness order by name"), Read, cancellation);

    public Task<Witness?> FindAsync(string name, CancellationToken cancellation) => ledger.FindAsync(
        new("select name, public_key, added_at, withdrawn_at from security_ledger_witness where name = @name", ("name", name)), Read, cancellation);

    /// <summary>False when there is one of that name.</summary>
    public async Task<bool> AddAsync(string name, string pem, CancellationToken cancellation) => await ledger.ExecuteAsync(new(
        "insert into security_ledger_witness (name, public_key, added_at) values (@name, @key, @at) on conflict (name) do nothing",
        ("name", name), ("key", pem), ("at", clock.GetUtcNow())), cancellation) > 0;

    public Task<int> WithdrawAsync(string name, CancellationToken cancellation) => ledger.ExecuteAsync(new(
        "update security_ledger_witness set withdrawn_at = @at where name = @name and withdrawn_at is null",
        ("name", name), ("at", clock.GetUtcNow())), cancellation);

    /// <summary>Takes a head that a witness has signed as well; every good signature by a known witness is kept.</summary>
    public async Task<Outcome<IReadOnlyList<Cosignature>>> TakeAsync(string note, CancellationToken cancellation)
    {
        if (SignedHead.Read(note) is not { } head || head.Size > await store.SizeAsync(cancellation))
        {
            return new Refusal(new Problem("note", "head.unreadable", T.HeadUnreadable));
        }
        var root = head.Size == 0 ? Merkle.Empty : await store.Tiles(cancellation).RootAsync(0, head.Size);
        if (!root.AsSpan().SequenceEqual(head.Root))
        {
            return new Refusal(new Problem("note", "head.other", T.HeadOther(head.Size)));
        }
        var known = (await ListAsync(cancellation)).Where(witness => witness.WithdrawnAt is null);
        List<Cosignature> kept = [];
        foreach (var witness in known.Where(witness => IsSigned(head, witness)))
        {
            var line = note.Split('\n').First(line => HeadSignature.Read(line)?.Name == witness.Name);
            var cosignature = new Cosignature(head.Size, witness.Name, line, clock.GetUtcNow());
            await KeepAsync(cosignature, cancellation);
            kept.Add(cosignature);
        }
        return kept.Count == 0 ? new Refusal(new Problem("note", "head.not-cosigned", T.HeadNotCosigned)) : kept;
    }

    /// <summary>By name, with the last head that each has signed.</summary>
    public async Task<IReadOnlyList<WitnessStanding>> StandingsAsync(CancellationToken cancellation)
    {
        var size = await store.SizeAsync(cancellation);
        var last = (await ledger.ListAsync(
            new("select c.size, c.witness, c.line, c.at from security_ledger_cosignature c where c.size = "
                + "(select max(size) from security_ledger_cosignature where witness = c.witness)"), ReadCosignature, cancellation))
            .ToDictionary(one => one.Witness);
        return [.. (await ListAsync(cancellation)).Select(witness =>
            new WitnessStanding(witness, last.GetValueOrDefault(witness.Name), size - (last.GetValueOrDefault(witness.Name)?.Size ?? 0)))];
    }

    /// <summary>The newest first.</summary>
    public Task<IReadOnlyList<Cosignature>> CosignaturesAsync(int most, CancellationToken cancellation) => ledger.ListAsync(
        new("select size, witness, line, at from security_ledger_cosignature order by size desc, witness limit @most", ("most", most)),
        ReadCosignature, cancellation);

    private Task<int> KeepAsync(Cosignature signed, CancellationToken cancellation) => ledger.ExecuteAsync(new(
        "insert into security_ledger_cosignature (size, witness, line, at) values (@size, @witness, @line, @at) on conflict (size, witness) do nothing",
        ("size", signed.Size), ("witness", signed.Witness), ("line", signed.Line), ("at", signed.At)), cancellation);

    private static bool IsSigned(SignedHead head, Witness witness)
    {
        using var key = LedgerKey.Public(witness.PublicKey);
        return head.IsSignedBy(witness.Name, key);
    }

    internal static Cosignature ReadCosignature(Row row) =>
        new(row.Integer("size"), row.Text("witness"), row.Text("line"), row.Instant("at"));

    private static Witness Read(Row row) => new(
        row.Text("name"), row.Text("public_key"), row.Instant("added_at"), row.InstantOrNull("withdrawn_at"));
}
