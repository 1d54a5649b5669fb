namespace Phusa.Exchange.Federation;

internal enum PeerState { Enabled, Disabled }

/// <summary>Another exchange that ours trades services with; none is one unless the data office took it.</summary>
/// <param name="Instance">First part of every X-Road identifier there; never ours.</param>
/// <param name="Address">What all its addresses begin with, without a slash at its end.</param>
/// <param name="PublicKey">PEM of the key that signs its catalogue, as it was compared out of band.</param>
/// <param name="SystemId">The system of our register by which it calls here; null where it does not.</param>
/// <param name="Client">Who we are there; null where we do not call it.</param>
internal sealed record Peer(
    Guid Id, string Instance, string Name, string Address, string PublicKey, Guid? SystemId, PeerClientId? Client, PeerState State,
    DateTimeOffset CreatedAt, string CreatedBy, long Revision)
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

/// <summary>A peer as a form or a program describes it.</summary>
/// <param name="Address">Base address; the rest of what is known of a peer it tells there itself.</param>
/// <param name="Fingerprint">SHA-256 of its key, as its data office told it by another way.</param>
/// <param name="System">Our register's system for it; null for none.</param>
/// <param name="ClientId">As the peer gave it; null or empty for none.</param>
/// <param name="Secret">Null keeps the one that is there.</param>
internal sealed record PeerOrder(
    string? Address = null, string? Fingerprint = null, Guid? System = null, string? ClientId = null, string? Secret = null);
