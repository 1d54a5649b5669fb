using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Federation;

internal enum CopyState
{
    /// <summary>Not taken yet.</summary>
    New,

    /// <summary>As the peer's was at the last look.</summary>
    Fresh,

    /// <summary>It could not be made so; it is tried again.</summary>
    Troubled,

    /// <summary>Somebody has to decide first.</summary>
    Stopped,
}

/// <summary>A dataset of ours that is kept as a peer's is.</summary>
/// <param name="Service">The peer's dataset service, as its catalogue has it: <c>GOV/H15.02/du-an/v1</c>.</param>
/// <param name="Remote">The peer's version that it was made from; null before the first.</param>
/// <param name="Local">Our version that is that one.</param>
/// <param name="Cause">Why it is not fresh.</param>
/// <param name="Anew">Whether it is to be taken whole, whatever is in its place.</param>
/// <param name="Since">Since when it stands as it does.</param>
internal sealed record Copy(
    Guid Id, Guid PeerId, string Service, string Dataset, long? Remote, long? Local, long? Rows, string? Digest, CopyState State,
    Problem? Cause, bool Anew, DateTimeOffset? FreshAt, DateTimeOffset? CheckedAt, DateTimeOffset? Since, int Failures,
    DateTimeOffset DueAt)
{
    /// <summary>Of the service below the peer's address.</summary>
    public string CallPath => "/x" + Service[Service.IndexOf('/', StringComparison.Ordinal)..];

    /// <summary>Who made a version, where a copy did.</summary>
    public string Maker(Peer peer) => $"{peer.Instance}/{Service}";
}

/// <summary>What a program asks for.</summary>
internal sealed record CopyOrder(string? Service = null, string? Dataset = null);
