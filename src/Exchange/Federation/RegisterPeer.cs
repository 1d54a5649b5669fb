using System.Net;
using Microsoft.Extensions.Options;
using Phusa.Exchange.Events;
using Phusa.Exchange.Gateway;
using Phusa.Exchange.Systems;
using Phusa.Exchange.Webhooks;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Federation;

/// <summary>
/// The data office takes another exchange as a peer. What the peer tells of itself is believed once its key has the
/// fingerprint that its people told ours by another way.
/// </summary>
internal sealed class RegisterPeer(
    PeerStore store, SystemStore systems, PeerConnection connection, UpstreamAddress addresses, IOptions<ExchangeOptions> options,
    TimeProvider clock)
{
    private const int LongestText = 500;

    public static Missing Missing(Guid id) => new(new Problem("peer", "peer.missing", T.PeerMissing($"{id}")));

    public async Task<Outcome<Peer>> RunAsync(Caller by, PeerOrder order, CancellationToken cancellation)
    {
        var (address, problems) = (AddressOf(order), new List<Problem>());
        var (client, hook) = (Client(order, null, problems), Hook(order, null, problems));
        await SystemAsync(order, problems, cancellation);
        if (address.Value is not { } place || problems.Count > 0)
        {
            return new Refusal([.. address.Problems, .. problems]);
        }
        var told = await AskAsync(place, order.Fingerprint, cancellation);
        if (told.Value is not { } card)
        {
            return new Refusal(told.Problems);
        }
        var now = clock.GetUtcNow();
        var peer = new Peer(
            Guid.CreateVersion7(now), card.Instance, card.Name, place, card.PublicKey, order.System, client, hook, PeerState.Enabled,
            now, by.Name, 0);
        return await store.AddAsync(peer, Done(by, ExchangeAction.PeerRegistered, peer, $"{place} {peer.Fingerprint}"), cancellation)
            ? peer : new Refusal(new Problem("address", "peer.taken", T.PeerTakenAlready(card.Instance)));
    }

    /// <summary>
    /// Address and credentials; what the order leaves out stays, but for the system. A fingerprint takes the peer's key of
    /// now in the place of the former one.
    /// </summary>
    public async Task<Outcome<Peer>> ChangeAsync(Caller by, Guid id, PeerOrder order, CancellationToken cancellation)
    {
        if (await store.FindAsync(id, cancellation) is not { } was)
        {
            return Missing(id);
        }
        var problems = new List<Problem>();
        var address = string.IsNullOrWhiteSpace(order.Address) ? was.Address : AddressOf(order);
        var (client, hook) = (Client(order, was.Client, problems), Hook(order, was.Hook, problems));
        await SystemAsync(order, problems, cancellation);
        if (address.Value is not { } place || problems.Count > 0)
        {
            return new Refusal([.. address.Problems, .. problems]);
        }
        var changed = was with { Address = place, Client = client, Hook = hook, SystemId = order.System };
        if (!string.IsNullOrWhiteSpace(order.Fingerprint))
        {
            var told = await AskAsync(place, order.Fingerprint, cancellation);
            if (told.Value is not { } card || card.Instance != was.Instance)
            {
                return told.Value is null ? new Refusal(told.Problems)
                    : new Refusal(new Problem("address", "peer.other-instance", T.PeerOtherInstance(told.Value.Instance, was.Instance)));
            }
            changed = changed with { PublicKey = card.PublicKey, Name = card.Name };
        }
        return await SaveAsync(by, ExchangeAction.PeerChanged, was, changed, changed.Fingerprint, cancellation);
    }

    public async Task<Outcome<Peer>> EnableAsync(Caller by, Guid id, bool isEnabled, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is not { } was ? Missing(id)
            : await SaveAsync(
                by, isEnabled ? ExchangeAction.PeerEnabled : ExchangeAction.PeerDisabled, was,
                was with { State = isEnabled ? PeerState.Enabled : PeerState.Disabled }, was.Instance, cancellation);

    private async Task<Outcome<Peer>> SaveAsync(
        Caller by, ExchangeAction action, Peer was, Peer peer, string detail, CancellationToken cancellation) =>
        await store.ChangeAsync(was, peer, Done(by, action, peer, detail), cancellation)
            ? peer with { Revision = peer.Revision + 1 }
            : new Refusal(new Problem("", "peer.changed-meanwhile", T.PeerChangedMeanwhile));

    private ExchangeEvent Done(Caller by, ExchangeAction action, Peer peer, string detail) =>
        ExchangeEvent.By(by, clock.GetUtcNow(), action, peer.Id, detail: detail);

    /// <summary>What stands at the address, if its key is the one that was told.</summary>
    private async Task<Outcome<InstanceCard>> AskAsync(string address, string? fingerprint, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address + FederationEndpoints.InstancePath);
        var asked = await connection.AskAsync(request, cancellation);
        if (asked.Value is not { } answer)
        {
            return new Refusal(asked.Problems);
        }
        if (!answer.IsWell || answer.Json<InstanceCard>() is not { Instance.Length: > 0 } card
            || !CatalogueSeal.TryRead(card.PublicKey, out var key) || card.Name is not { Length: <= LongestText })
        {
            return new Refusal(new Problem("address", "peer.not-exchange", T.PeerNotExchange(address)));
        }
        if (card.Instance == options.Value.Instance || !ExchangeOptions.IsInstance(card.Instance))
        {
            return new Refusal(new Problem("address", "peer.own-instance", T.PeerOwnInstance(card.Instance)));
        }
        var seen = CatalogueSeal.Fingerprint(key);
        return CatalogueSeal.IsSame(fingerprint, seen) ? card with { PublicKey = key }
            : new Refusal(new Problem("fingerprint", "peer.fingerprint", T.PeerFingerprintOther(seen)));
    }

    private Outcome<string> AddressOf(PeerOrder order)
    {
        var text = order.Address?.Trim().TrimEnd('/') ?? "";
        if (text.Length > LongestText || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address is not { UserInfo: "", Query: "", Fragment: "" }
            || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps))
        {
            return new Refusal(new Problem("address", "peer.address", T.PeerAddressInvalid));
        }
        // A name is looked up at each connection, and refused there; this one can be told at once.
        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var machine) && !addresses.MayReach(machine)
            ? new Refusal(new Problem("address", "upstream.private-address", T.UpstreamPrivateAddress(address.Host)))
            : text;
    }

    private async Task SystemAsync(PeerOrder order, List<Problem> problems, CancellationToken cancellation)
    {
        if (order.System is { } id && await systems.FindAsync(id, cancellation) is null)
        {
            problems.Add(new("system", "subsystem.missing", T.SubsystemMissing($"{id}")));
        }
    }

    private static PeerClientId? Client(PeerOrder order, PeerClientId? was, List<Problem> problems)
    {
        var (id, secret) = (order.ClientId?.Trim() ?? was?.Id ?? "", order.Secret?.Trim() ?? "");
        if (id.Length == 0)
        {
            return null;
        }
        if (secret.Length == 0 && was?.Id == id)
        {
            return was;
        }
        if (secret.Length is 0 or > LongestText || id.Length > LongestText)
        {
            problems.Add(new("secret", "peer.secret-missing", T.PeerSecretMissing));
        }
        return new(id, secret);
    }

    private static PeerHook? Hook(PeerOrder order, PeerHook? was, List<Problem> problems)
    {
        if (order.HookSecret?.Trim() is not { Length: > 0 } secret)
        {
            return was;
        }
        if (!SigningSecret.Is(secret))
        {
            problems.Add(new("hookSecret", "peer.hook-secret", T.PeerHookSecretWrong));
        }
        return new(secret);
    }
}
