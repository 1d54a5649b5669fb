namespace Phusa.Exchange.Federation;

/// <summary>Whether other exchanges know of a service, for whoever may say so.</summary>
internal enum PeerSharing
{
    /// <summary>The reader may not say, or the service may never be listed.</summary>
    None,
    Unlisted,
    Listed,
}
