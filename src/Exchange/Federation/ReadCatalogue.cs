using System.Text.Json;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Federation;

/// <summary>Why a peer's catalogue is not taken; the last good one stays.</summary>
internal enum CatalogueCause
{
    Unreachable,

    /// <summary>It answered with a status that is none of a catalogue.</summary>
    Status,

    /// <summary>Not signed, or not by the key that was compared.</summary>
    Signature,

    /// <summary>Signed, but no catalogue.</summary>
    Malformed,

    /// <summary>Of another exchange.</summary>
    OtherInstance,

    /// <summary>Older than one that was taken already, or another under the same number.</summary>
    RolledBack,

    /// <summary>Past its time: the peer, or somebody between, holds back the next.</summary>
    Expired,
}

/// <summary>A catalogue that holds, or why it does not.</summary>
internal sealed record CatalogueReading(SealedCatalogue? Sealed, Catalogue? Catalogue, CatalogueCause? Cause)
{
    public static implicit operator CatalogueReading(CatalogueCause cause) => new(null, null, cause);
}

/// <summary>The rules by which a peer's catalogue is believed.</summary>
internal static class ReadCatalogue
{
    /// <summary>Clocks of two sites may differ by so much.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private const int MostServices = 20_000;

    /// <param name="last">The one that was taken last; null for none.</param>
    public static CatalogueReading Run(Peer peer, string content, string? signature, KeptCatalogue last, DateTimeOffset now)
    {
        if (!CatalogueSeal.Holds(signature, content, peer.PublicKey))
        {
            return CatalogueCause.Signature;
        }
        if (Parse(content) is not { } catalogue)
        {
            return CatalogueCause.Malformed;
        }
        return catalogue.Instance != peer.Instance ? CatalogueCause.OtherInstance
            : catalogue.Sequence < last.Sequence || (catalogue.Sequence == last.Sequence && last.Content is { } same && same != content)
                ? CatalogueCause.RolledBack
            : catalogue.ExpiresAt <= now || catalogue.IssuedAt > now + Skew ? CatalogueCause.Expired
            : new CatalogueReading(new(catalogue.Sequence, content, signature!, catalogue.IssuedAt, catalogue.ExpiresAt), catalogue, null);
    }

    /// <summary>Null for what is no catalogue; parts that are missing are missing in JSON as null.</summary>
    public static Catalogue? Parse(string content)
    {
        try
        {
            return JsonSerializer.Deserialize<Catalogue>(content, JsonStorage.Options) is
            {
                Instance: not null, Name: not null, Members: { } members, Services: { Count: <= MostServices } services,
            } catalogue
                && members.All(one => one is { Class: not null, Code: not null, Name: not null })
                && services.All(IsWhole) ? catalogue : null;
        }
        catch (JsonException)
        {
            // What is none is not taken; the page says so.
            return null;
        }
    }

    private static bool IsWhole(CatalogueEntry entry) => entry is
    {
        Class: not null, Member: not null, Code: not null, Version: > 0, Kind: not null, TitleVi: not null, TitleEn: not null,
        Classification: not null, State: not null, Fields: not null,
    } && entry.Fields.All(field => field is { Name: not null, TitleVi: not null, TitleEn: not null, Type: not null, PersonalData: not null });
}
