namespace Phusa.Exchange.Federation;

/// <summary>A service of a peer that was taken over: a row of our register stands for it, and agreements here are on that.</summary>
/// <param name="GoneAt">Since when the peer's catalogue does not list it any more.</param>
internal sealed record Foreign(Guid ServiceId, Guid PeerId, CatalogueEntry Entry, DateTimeOffset TakenAt, DateTimeOffset? GoneAt);
