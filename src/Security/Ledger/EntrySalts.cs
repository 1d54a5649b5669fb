using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>Salts of what is sealed to an entry: beside the content where that is kept, and otherwise in the entry's own row.</summary>
internal static class EntrySalts
{
    /// <summary>Null where no part is sealed by its hash alone.</summary>
    public static byte[]? Kept(LedgerEntry entry) =>
        entry.Sealed.Any(part => part.Content is null)
            ? [.. entry.Sealed.Where(part => part.Content is null).SelectMany(part => part.Salt)] : null;

    /// <param name="withContent">By name.</param>
    public static IReadOnlyDictionary<string, byte[]> Of(StoredEntry entry, IReadOnlyDictionary<string, byte[]> withContent)
    {
        if (entry.Salts is not { } salts)
        {
            return withContent;
        }
        using var body = JsonDocument.Parse(entry.Body);
        return body.RootElement.GetProperty("sealed").EnumerateObject().Select(part => part.Name).Where(name => !withContent.ContainsKey(name))
            .Zip(salts.Chunk(Sealed.SaltSize), KeyValuePair.Create).Concat(withContent).ToDictionary();
    }
}
