using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Looks at what a peer offers now. What does not hold is told with its cause, once, and the last good catalogue stays;
/// a peer that fails is asked less and less often.
/// </summary>
internal sealed class FetchCatalogue(PeerStore peers, PeerCatalogues catalogues, PeerConnection connection, TimeProvider clock)
{
    public static readonly TimeSpan Usual = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>In its turn; on one node alone.</summary>
    public async Task RunDueAsync(Guid id, CancellationToken cancellation)
    {
        if (await catalogues.ClaimAsync(id, clock.GetUtcNow(), cancellation))
        {
            await RunAsync(id, cancellation);
        }
    }

    /// <summary>At once. What was found, as people read it.</summary>
    public async Task<Outcome<KeptCatalogue>> RunAsync(Guid id, CancellationToken cancellation)
    {
        if (await peers.FindAsync(id, cancellation) is not { } peer)
        {
            return RegisterPeer.Missing(id);
        }
        if (!peer.IsEnabled)
        {
            return new Refusal(new Problem("", "peer.disabled", T.PeerDisabledProblem(peer.Instance)));
        }
        var was = await catalogues.FindAsync(id, cancellation);
        var reading = await AskAsync(peer, was, cancellation);
        var now = clock.GetUtcNow();
        if (reading is { Sealed: { } taken, Catalogue: { } catalogue } && taken.Sequence > was.Sequence)
        {
            await catalogues.TakeAsync(
                was, taken, catalogue, now, Usual,
                Seen(now, ExchangeAction.CatalogueTaken, peer, $"{taken.Sequence}: {catalogue.Services.Count}"), cancellation);
        }
        else
        {
            var isNews = reading.Cause is { } cause && cause != was.Cause;
            await catalogues.NoteAsync(
                was, reading.Cause, now, reading.Cause is null ? Usual : Wait(was.Failures),
                isNews ? Seen(now, ExchangeAction.CatalogueRefused, peer, $"{reading.Cause}") : null, cancellation);
        }
        return reading.Cause is { } wrong ? new Refusal(PeerWords.Problem(wrong))
            : await catalogues.FindAsync(id, cancellation);
    }

    private async Task<CatalogueReading> AskAsync(Peer peer, KeptCatalogue was, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, peer.At(FederationEndpoints.CataloguePath));
        if (was.Content is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", $"\"{was.Sequence}\"");
        }
        var asked = await connection.AskAsync(request, cancellation);
        return asked.Value is not { } answer ? CatalogueCause.Unreachable
            : answer.Status == StatusCodes.Status304NotModified && was.Content is not null
                ? was.ExpiresAt <= clock.GetUtcNow() ? CatalogueCause.Expired : new CatalogueReading(null, was.Catalogue, null)
            : !answer.IsWell ? CatalogueCause.Status
            : ReadCatalogue.Run(
                peer, answer.Body, answer.Headers.GetValueOrDefault(FederationEndpoints.SignatureHeader), was, clock.GetUtcNow());
    }

    private static TimeSpan Wait(int failures)
    {
        var wait = First * Math.Pow(2, Math.Min(failures, 20));
        return wait < Longest ? wait : Longest;
    }

    private static ExchangeEvent Seen(DateTimeOffset now, ExchangeAction action, Peer peer, string detail) =>
        new(Guid.CreateVersion7(now), now, null, ExchangeEvent.Program, action, peer.Id, null, detail, "");
}
