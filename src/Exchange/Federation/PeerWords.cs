using Phusa.Exchange.Events;
using Phusa.Kernel.Outcomes;
using Phusa.Kernel.Texts;
using Phusa.Ui;

namespace Phusa.Exchange.Federation;

/// <summary>Peers and catalogues as people read them.</summary>
internal static class PeerWords
{
    public static Text Of(PeerState state) => state == PeerState.Enabled ? T.PeerEnabled : T.PeerDisabled;

    public static Text Of(ExchangeAction action) => action switch
    {
        ExchangeAction.PeerRegistered => T.DonePeerRegistered,
        ExchangeAction.PeerChanged => T.DonePeerChanged,
        ExchangeAction.PeerEnabled => T.DonePeerEnabled,
        ExchangeAction.PeerDisabled => T.DonePeerDisabled,
        ExchangeAction.CatalogueTaken => T.DoneCatalogueTaken,
        ExchangeAction.CatalogueRefused => T.DoneCatalogueRefused,
        ExchangeAction.ServiceListed => T.DoneServiceListed,
        ExchangeAction.ServiceUnlisted => T.DoneServiceUnlisted,
        ExchangeAction.ServiceTakenOver => T.DoneServiceTakenOver,
        ExchangeAction.CopyAdded => T.DoneCopyAdded,
        ExchangeAction.CopyRenewed => T.DoneCopyRenewed,
        ExchangeAction.CopyRemoved => T.DoneCopyRemoved,
        ExchangeAction.CopyFresh => T.DoneCopyFresh,
        _ => T.DoneCopyTroubled,
    };

    public static Problem Problem(CatalogueCause cause) => cause switch
    {
        CatalogueCause.Unreachable => new("", "peer.catalogue-unreachable", T.CatalogueUnreachable),
        CatalogueCause.Status => new("", "peer.catalogue-status", T.CatalogueStatus),
        CatalogueCause.Signature => new("", "peer.catalogue-signature", T.CatalogueSignature),
        CatalogueCause.Malformed => new("", "peer.catalogue-malformed", T.CatalogueMalformed),
        CatalogueCause.OtherInstance => new("", "peer.catalogue-instance", T.CatalogueOtherInstance),
        CatalogueCause.RolledBack => new("", "peer.catalogue-rolled-back", T.CatalogueRolledBack),
        _ => new("", "peer.catalogue-expired", T.CatalogueExpired),
    };

    /// <summary>What stands with an event, in words where the program wrote it for itself.</summary>
    public static string Detail(ExchangeEvent done) => done.Action switch
    {
        ExchangeAction.CatalogueRefused when Enum.TryParse<CatalogueCause>(done.Detail, out var cause) => $"{Problem(cause).Message}",
        ExchangeAction.CatalogueTaken when done.Detail.Split(": ") is [var sequence, var count]
            && long.TryParse(sequence, out var number) && int.TryParse(count, out var services) => $"{T.FederationOfferedOf(services, number)}",
        ExchangeAction.CopyTroubled => CopyWords.Trouble(done),
        _ => done.Detail,
    };

    /// <summary>How a peer stands, by its state and its catalogue.</summary>
    public static (Text Words, TagTone Tone) Standing(Peer peer, KeptCatalogue kept) =>
        !peer.IsEnabled ? (T.PeerDisabled, TagTone.Plain)
        : kept.Cause is not null ? (T.PeerTroubled, TagTone.Bad)
        : kept.TakenAt is null ? (T.PeerWaiting, TagTone.Warning) : (T.PeerEnabled, TagTone.Good);

    public static Text Kind(CatalogueEntry entry) => entry.Kind switch
    {
        "dataset" => T.KindDataset,
        "soap" => T.KindSoap,
        _ => T.KindRest,
    };

    public static Text Title(CatalogueEntry entry) => Text.Pair(entry.TitleVi, entry.TitleEn);
}
