using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

/// <summary>
/// Tokens by which we call peers: got with the client credentials that they gave us, kept until shortly before they end. One
/// request at a time and peer; a peer that gave none is not asked again at once.
/// </summary>
internal sealed class PeerTokens(PeerConnection connection, TimeProvider clock) : IDisposable
{
    /// <summary>A token is good for at least so long when it is handed out.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<Guid, Kept> kept = [];

    public async ValueTask<Outcome<string>> FindAsync(Peer peer, CancellationToken cancellation)
    {
        var mine = kept.GetOrAdd(peer.Id, _ => new());
        if (mine.Known is { } known && known.Holds(peer, clock.GetUtcNow()))
        {
            return known.Token;
        }
        await mine.Turn.WaitAsync(cancellation);
        try
        {
            if (mine.Known is not { } now || !now.Holds(peer, clock.GetUtcNow()))
            {
                mine.Known = now = await AskAsync(peer, cancellation);
            }
            return now.Token;
        }
        finally
        {
            mine.Turn.Release();
        }
    }

    /// <summary>The peer does not take it any more.</summary>
    public void Forget(Peer peer)
    {
        if (kept.TryGetValue(peer.Id, out var mine))
        {
            mine.Known = null;
        }
    }

    public void Dispose()
    {
        foreach (var one in kept.Values)
        {
            one.Turn.Dispose();
        }
    }

    private async Task<Known> AskAsync(Peer peer, CancellationToken cancellation)
    {
        if (peer.Client is not { } client)
        {
            return Failed(peer, new Problem("", "peer.no-client", T.PeerNoClient(peer.Name)));
        }
        using var request = new HttpRequestMessage(HttpMethod.Post, peer.At("/oauth/token"))
        {
            Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(client.Id)}:{Uri.EscapeDataString(client.Secret)}")));
        var asked = await connection.AskAsync(request, cancellation);
        return asked.Value is not { } answer ? Failed(peer, [.. asked.Problems])
            : answer.IsWell && answer.Json<Granted>() is { AccessToken.Length: > 0 } granted
                ? new(granted.AccessToken, clock.GetUtcNow() + TimeSpan.FromSeconds(granted.ExpiresIn) - Rest, peer.Revision)
            : Failed(peer, new Problem("", "peer.sign-in", T.PeerSignIn(peer.Name, answer.Status)));
    }

    private Known Failed(Peer peer, params Problem[] problems) => new(new Refusal(problems), clock.GetUtcNow() + Pause, peer.Revision);

    private sealed class Kept
    {
        public SemaphoreSlim Turn { get; } = new(1);

        public Known? Known { get; set; }
    }

    /// <param name="Revision">Of the peer's settings it was got by.</param>
    private sealed record Known(Outcome<string> Token, DateTimeOffset Until, long Revision)
    {
        public bool Holds(Peer peer, DateTimeOffset now) => now < Until && Revision == peer.Revision;
    }

    private sealed record Granted(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);
}
