using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Federation;

/// <summary>The last good catalogue of a peer, and how the last look went.</summary>
/// <param name="Sequence">The highest that was taken; 0 before the first.</param>
/// <param name="Cause">What was wrong at the last look; null where nothing was.</param>
/// <param name="Since">Since when it goes that way.</param>
internal sealed record KeptCatalogue(
    Guid PeerId, long Sequence, string? Content, DateTimeOffset? IssuedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? TakenAt,
    DateTimeOffset? CheckedAt, CatalogueCause? Cause, DateTimeOffset? Since, int Failures, DateTimeOffset DueAt)
{
    private readonly Lazy<Catalogue?> read = new(() => Content is null ? null : ReadCatalogue.Parse(Content));

    public Catalogue? Catalogue => read.Value;
}

/// <summary>Peers' catalogues in the records.</summary>
internal sealed class PeerCatalogues(Database database)
{
    private const string Columns =
        "peer_id, sequence, content, issued_at, expires_at, taken_at, checked_at, cause, since, failures, due_at";

    /// <summary>How long a node that took a look may take for it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<KeptCatalogue> FindAsync(Guid peer, CancellationToken cancellation) =>
        (await database.FindAsync(
            new($"select {Columns} from exchange_peer_catalogue where peer_id = @peer", ("peer", peer)), Read, cancellation))!;

    public async Task<IReadOnlyDictionary<Guid, KeptCatalogue>> AllAsync(CancellationToken cancellation) =>
        (await database.ListAsync(new($"select {Columns} from exchange_peer_catalogue"), Read, cancellation))
            .ToDictionary(one => one.PeerId);

    /// <summary>Enabled peers whose turn it is.</summary>
    public Task<IReadOnlyList<Guid>> DueAsync(DateTimeOffset now, CancellationToken cancellation) => database.ListAsync(
        new("select c.peer_id from exchange_peer_catalogue c join exchange_peer p on p.id = c.peer_id "
            + "where p.state = 'Enabled' and c.due_at <= @now order by c.due_at", ("now", now)),
        row => row.Id("peer_id"), cancellation);

    /// <summary>False when another node has it.</summary>
    public async Task<bool> ClaimAsync(Guid peer, DateTimeOffset now, CancellationToken cancellation) =>
        await database.ExecuteAsync(
            new("update exchange_peer_catalogue set due_at = @lease where peer_id = @peer and due_at <= @now",
                ("peer", peer), ("now", now), ("lease", now + Lease)), cancellation) > 0;

    /// <summary>It is as it was, or what is wrong with it was seen.</summary>
    public Task<int> NoteAsync(
        KeptCatalogue was, CatalogueCause? cause, DateTimeOffset now, TimeSpan next, ExchangeEvent? seen, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            if (seen is not null)
            {
                await ExchangeEvents.RecordAsync(session, seen, cancellation);
            }
            return await session.ExecuteAsync(new(
                "update exchange_peer_catalogue set checked_at = @now, cause = @cause, since = @since, failures = @failures, "
                + "due_at = @due where peer_id = @peer and sequence = @was", [.. Looked(was, cause, now, next)]), cancellation);
        }, cancellation);

    /// <summary>Puts a newer one in its place, and tells taken-over services what it says of them.</summary>
    public Task<int> TakeAsync(
        KeptCatalogue was, SealedCatalogue taken, Catalogue catalogue, DateTimeOffset now, TimeSpan next, ExchangeEvent seen,
        CancellationToken cancellation) => database.WriteAsync(async session =>
        {
            var written = await session.ExecuteAsync(new(
                "update exchange_peer_catalogue set sequence = @sequence, content = @content, signature = @signature, "
                + "issued_at = @issued, expires_at = @expires, taken_at = @now, checked_at = @now, cause = @cause, since = @since, "
                + "failures = @failures, due_at = @due where peer_id = @peer and sequence = @was",
                [.. Looked(was, null, now, next), ("sequence", taken.Sequence), ("content", taken.Content),
                    ("signature", taken.Signature), ("issued", taken.IssuedAt), ("expires", taken.ExpiresAt)]), cancellation);
            if (written == 0)
            {
                return 0;
            }
            await ForeignStore.RefreshAsync(session, was.PeerId, catalogue, now, cancellation);
            return await ExchangeEvents.RecordAsync(session, seen, cancellation);
        }, cancellation);

    private static IEnumerable<(string, object?)> Looked(
        KeptCatalogue was, CatalogueCause? cause, DateTimeOffset now, TimeSpan next) =>
    [
        ("now", now), ("cause", cause), ("due", now + next), ("peer", was.PeerId), ("was", was.Sequence),
        ("since", was.CheckedAt is not null && was.Cause == cause ? was.Since : now), ("failures", cause is null ? 0L : was.Failures + 1L),
    ];

    private static KeptCatalogue Read(Row row) => new(
        row.Id("peer_id"), row.Integer("sequence"), row.TextOrNull("content"), row.InstantOrNull("issued_at"),
        row.InstantOrNull("expires_at"), row.InstantOrNull("taken_at"), row.InstantOrNull("checked_at"),
        row.IsNull("cause") ? null : row.Choice<CatalogueCause>("cause"), row.InstantOrNull("since"), (int)row.Integer("failures"),
        row.Instant("due_at"));
}
