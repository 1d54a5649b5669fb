using Phusa.Kernel.Data;

namespace Phusa.Exchange.Federation;

/// <summary>Services of peers that were taken over, in the records.</summary>
internal sealed class ForeignStore(Database database)
{
    private const string Columns = "service_id, peer_id, entry, taken_at, gone_at";

    public Task<IReadOnlyList<Foreign>> OfPeerAsync(Guid peer, CancellationToken cancellation) => database.ListAsync(
        new($"select {Columns} from exchange_foreign where peer_id = @peer", ("peer", peer)), Read, cancellation);

    public Task<Foreign?> FindAsync(Guid service, CancellationToken cancellation) => database.FindAsync(
        new($"select {Columns} from exchange_foreign where service_id = @service", ("service", service)), Read, cancellation);

    public static Task<int> AddAsync(Session session, Foreign foreign, CancellationToken cancellation) => session.ExecuteAsync(
        new($"insert into exchange_foreign ({Columns}) values (@service, @peer, @entry, @at, null) on conflict do nothing",
            ("service", foreign.ServiceId), ("peer", foreign.PeerId), ("entry", JsonStorage.Write(foreign.Entry)),
            ("at", foreign.TakenAt)), cancellation);

    /// <summary>What a new catalogue says of those that were taken over: others, or nothing any more.</summary>
    public static async Task RefreshAsync(
        Session session, Guid peer, Catalogue catalogue, DateTimeOffset now, CancellationToken cancellation)
    {
        var offered = catalogue.Services.DistinctBy(entry => entry.Key).ToDictionary(entry => entry.Key);
        var known = await session.ListAsync(
            new($"select {Columns} from exchange_foreign where peer_id = @peer", ("peer", peer)), Read, cancellation);
        foreach (var one in known)
        {
            var entry = offered.GetValueOrDefault(one.Entry.Key);
            await session.ExecuteAsync(new(
                "update exchange_foreign set entry = @entry, gone_at = @gone where service_id = @service",
                ("entry", JsonStorage.Write(entry ?? one.Entry)), ("gone", entry is null ? one.GoneAt ?? now : null),
                ("service", one.ServiceId)), cancellation);
        }
    }

    private static Foreign Read(Row row) => new(
        row.Id("service_id"), row.Id("peer_id"), row.Json<CatalogueEntry>("entry"), row.Instant("taken_at"), row.InstantOrNull("gone_at"));
}
