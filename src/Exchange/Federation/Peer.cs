namespace Phusa.Exchange.Federation;

internal enum PeerState { Enabled, Disabled }

/// <summary>Another exchange that ours trades services with; none is one unless the data office took it.</summary>
/// <param name="Instance">First part of every X-Road identifier there; never ours.</param>
/// <param name="Address">What all its addresses begin with, without a slash at its end.</param>
/// <param name="PublicKey">PEM of the key that signs its catalogue, as it was compared out of band.</param>
/// <param name="SystemId">The system of our register by which it calls here; null where it does not.</param>
/// <param name="Client">Who we are there; null where we do not call it.</param>
/// <param name="Hook">By which it signs what it tells us; null where it tells nothing.</param>
internal sealed record Peer(
    Guid Id, string Instance, string Name, string Address, string PublicKey, Guid? SystemId, PeerClientId? Client, PeerHook? Hook,
    PeerState State, DateTimeOffset CreatedAt, string CreatedBy, long Revision)
{
    public bool IsEnabled => State == PeerState.Enabled;

    public string Fingerprint => CatalogueSeal.Fingerprint(PublicKey);

    public Uri At(string path) => new(Address + path);

    /// <summary>What its services go below here, with tilde between: no code of our own register has that sign.</summary>
    public string Qualified(string member) => $"{Instance}~{member}";
}

/// <summary>What the peer gave us to prove ourselves by at its <c>/oauth/token</c>.</summary>
internal sealed record PeerClientId(string Id, string Secret)
{
    /// <summary>Without the secret: a record prints all it has, and a log might print the record.</summary>
    public override string ToString() => Id;
}

/// <summary>The secret of the subscription that our system has there, as Standard Webhooks writes it.</summary>
internal sealed record PeerHook(string Secret)
{
    public override string ToString() => Webhooks.SigningSecret.Prefix;
}

/// <summary>A peer as a form or a program describes it.</summary>
/// <param name="Address">Base address; the rest of what is known of a peer it tells there itself.</param>
/// <param name="Fingerprint">SHA-256 of its key, as its data office told it by another way.</param>
/// <param name="System">Our register's system for it; null for none.</param>
/// <param name="ClientId">As the peer gave it; null or empty for none.</param>
/// <param name="Secret">Null keeps the one that is there.</param>
/// <param name="HookSecret">Of the webhooks it sends us, <c>whsec_…</c>; null or empty keeps the one that is there.</param>
internal sealed record PeerOrder(
    string? Address = null, string? Fingerprint = null, Guid? System = null, string? ClientId = null, string? Secret = null,
    string? HookSecret = null)
{
    public PeerOrder WithoutSecrets => this with { Secret = null, HookSecret = null };

    public override string ToString() => $"{nameof(PeerOrder)} {Address}";
}
