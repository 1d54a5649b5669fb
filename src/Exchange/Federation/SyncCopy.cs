using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Makes a copy as the peer's dataset is: by what changed, or whole where that is not told or too much. What is there in the
/// end is compared with what the peer says of its own, so that a copy which is none is found and mended.
/// </summary>
internal sealed class SyncCopy(
    CopyStore store, PeerStore peers, PeerCatalogues catalogues, CopySource source, CopyTarget target, BringChanges bring,
    Ledger ledger, TimeProvider clock)
{
    /// <summary>In the ledger: a copy became another version of the peer's.</summary>
    public const string Taken = "copy-taken";

    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>For what is brought over; a peer that stands still must not hold a job for ever.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task<Outcome<Copy>> RunAsync(Guid id, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } copy || await peers.FindAsync(copy.PeerId, cancellation) is not { } peer)
        {
            return CopyProblems.Missing(id);
        }
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        Outcome<Copy> made;
        try
        {
            made = await StepAsync(copy, peer, patience.Token);
        }
        catch (Exception failure) when (PeerConnection.IsFailure(failure, cancellation))
        {
            made = PeerConnection.Unreachable(failure, new Uri(peer.Address).Authority);
        }
        var now = clock.GetUtcNow();
        var after = made.Value is { } fresh
            ? fresh with
            {
                State = CopyState.Fresh, Cause = null, Anew = false, FreshAt = now, CheckedAt = now, Failures = 0, DueAt = now + Usual,
                Since = copy.State == CopyState.Fresh ? copy.Since : now,
            }
            : Troubled(copy, made.Problems[0], now);
        await store.NoteAsync(after, Seen(copy, after, now), cancellation);
        return after.Cause is { } cause ? new Refusal(cause) : after;
    }

    private async Task<Outcome<Copy>> StepAsync(Copy copy, Peer peer, CancellationToken cancellation)
    {
        var entry = (await catalogues.FindAsync(peer.Id, cancellation)).Catalogue?.Services.FirstOrDefault(one => one.Key == copy.Service);
        var opened = await target.OpenAsync(copy.Dataset, cancellation);
        if (!peer.IsEnabled || entry is null || opened.Value is not { } open)
        {
            return !peer.IsEnabled ? new Refusal(new Problem("", "peer.disabled", T.PeerDisabledProblem(peer.Instance)))
                : entry is null ? new Refusal(new Problem("", "foreign.not-offered", T.ForeignNotOffered(peer.Name)))
                : new Refusal(opened.Problems);
        }
        if (CopyTarget.Differences(open.Contract, entry) is { Count: > 0 } differences)
        {
            return CopyProblems.Differs(differences);
        }
        if (!copy.Anew && await target.IsEditedAsync(copy, peer, open, cancellation))
        {
            return CopyProblems.Edited;
        }
        var told = await source.DigestAsync(peer, entry, open.Fields, null, cancellation);
        if (told.Value is not { } there)
        {
            return new Refusal(told.Problems);
        }
        var from = new CopySide(copy, peer, entry, open);
        return there.Version == copy.Remote && !copy.Anew && await HoldsAsync(from, there, cancellation) is { } same
            ? same : await BringAsync(from, there, cancellation);
    }

    /// <summary>By changes first; whole where that did not make it the same.</summary>
    private async Task<Outcome<Copy>> BringAsync(CopySide from, PeerDigest there, CancellationToken cancellation)
    {
        var (copy, isSame) = (from.Copy, there.Version == from.Copy.Remote);
        if (!copy.Anew && !isSame && copy.Remote is { } since)
        {
            var changed = await bring.ChangesAsync(from, since, cancellation);
            if (changed.Problems.Count > 0)
            {
                return new Refusal(changed.Problems);
            }
            if (changed.Value is { } version)
            {
                var told = version == there.Version ? there
                    : await source.DigestAsync(from.Peer, from.Entry, from.Open.Fields, version, cancellation);
                if (told.Value is not { } then)
                {
                    return new Refusal(told.Problems);
                }
                if (await HoldsAsync(from, then, cancellation) is { } made)
                {
                    return await TakenAsync(from, made, cancellation);
                }
            }
        }
        var whole = await bring.WholeAsync(from, there.Version, cancellation);
        return !whole.IsDone ? new Refusal(whole.Problems)
            : await HoldsAsync(from, there, cancellation) is { } mended ? await TakenAsync(from, mended, cancellation)
            : CopyProblems.OtherRows(there.Rows, (await target.DigestAsync(from.Open, cancellation))?.Digest.Rows ?? 0);
    }

    /// <summary>The copy as it stands, if it is what the peer has; null where it is not.</summary>
    private async Task<Copy?> HoldsAsync(CopySide from, PeerDigest there, CancellationToken cancellation) =>
        await target.DigestAsync(from.Open, cancellation) is var (version, here) && here.Value == there.Digest
            ? from.Copy with { Remote = there.Version, Local = version, Rows = here.Rows, Digest = here.Value } : null;

    private async Task<Copy> TakenAsync(CopySide from, Copy made, CancellationToken cancellation)
    {
        await ledger.AppendAsync(new LedgerEntry(Taken, $"{made.Id}", from.Copy.Maker(from.Peer), new
        {
            made.Dataset, Before = from.Copy.Remote, Version = made.Remote, LocalVersion = made.Local, made.Rows, made.Digest,
            from.Open.Fields,
        }), cancellation);
        return made;
    }

    private static Copy Troubled(Copy copy, Problem cause, DateTimeOffset now)
    {
        var wait = First * Math.Pow(2, Math.Min(copy.Failures, 20));
        return copy with
        {
            State = cause.Code == CopyProblems.EditedCode ? CopyState.Stopped : CopyState.Troubled, Cause = cause, CheckedAt = now,
            Since = copy.Cause?.Code == cause.Code ? copy.Since : now, Failures = copy.Failures + 1,
            DueAt = now + (wait < Longest ? wait : Longest),
        };
    }

    /// <summary>Told once, when it begins and when it ends.</summary>
    private static ExchangeEvent? Seen(Copy before, Copy after, DateTimeOffset now) =>
        before.Cause?.Code == after.Cause?.Code && (before.Remote is null) == (after.Remote is null) ? null
        : new(Guid.CreateVersion7(now), now, null, ExchangeEvent.Program, after.Cause is null ? ExchangeAction.CopyFresh : ExchangeAction.CopyTroubled,
            after.PeerId, null, $"{after.Dataset} {after.Cause?.Code}".Trim(), "");
}

/// <summary>A copy with both of its sides, as a run knows them.</summary>
internal sealed record CopySide(Copy Copy, Peer Peer, CatalogueEntry Entry, CopiedDataset Open)
{
    public string Maker => Copy.Maker(Peer);
}
