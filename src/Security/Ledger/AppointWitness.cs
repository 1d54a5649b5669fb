using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Administration;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>
/// Administrators register witnesses and withdraw them. Who did so stands in the record of deeds, which is written first: the
/// ledger has a store of its own, and a deed on record that came to nothing does less harm than a witness that nobody named.
/// </summary>
internal sealed class AppointWitness(Witnesses witnesses, Database records, TimeProvider clock)
{
    /// <param name="name">As it stands in signature lines: no blanks, no plus.</param>
    public async Task<Outcome<Witness>> AddAsync(Caller by, string name, string pem, CancellationToken cancellation)
    {
        if (name.Length is 0 or > 100 || name.Any(letter => char.IsWhiteSpace(letter) || letter == '+'))
        {
            return new Refusal(new Problem("name", "witness.name", T.WitnessName));
        }
        if (!IsKey(pem))
        {
            return new Refusal(new Problem("publicKey", "witness.key", T.WitnessKey));
        }
        if (await witnesses.FindAsync(name, cancellation) is not null)
        {
            return Known(name);
        }
        await RecordAsync(by, AdminActionKind.WitnessAdded, name, cancellation);
        return await witnesses.AddAsync(name, pem, cancellation) ? (await witnesses.FindAsync(name, cancellation))! : Known(name);
    }

    /// <summary>From now on it signs no more; what it has signed stays evidence, and its name is not given again.</summary>
    public async Task<Outcome<Witness>> WithdrawAsync(Caller by, string name, CancellationToken cancellation)
    {
        if (await witnesses.FindAsync(name, cancellation) is not { } known)
        {
            return new Missing(new Problem("name", "witness.missing", T.WitnessMissing));
        }
        if (known.WithdrawnAt is not null)
        {
            return new Refusal(new Problem("name", "witness.over", T.WitnessOver));
        }
        await RecordAsync(by, AdminActionKind.WitnessWithdrawn, name, cancellation);
        await witnesses.WithdrawAsync(name, cancellation);
        return (await witnesses.FindAsync(name, cancellation))!;
    }

    private static Refusal Known(string name) => new(new Problem("name", "witness.known", T.WitnessKnown(name)));

    private Task<int> RecordAsync(Caller by, AdminActionKind kind, string name, CancellationToken cancellation) => records.WriteAsync(
        session => AdminActions.RecordAsync(session, AdminAction.By(by, clock.GetUtcNow(), kind, name, name), cancellation), cancellation);

    private static bool IsKey(string pem)
    {
        try
        {
            using var key = LedgerKey.Public(pem);
            return key.KeySize == 256 && !pem.Contains("PRIVATE", StringComparison.Ordinal);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
