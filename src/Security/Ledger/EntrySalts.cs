using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>Salts of what is sealed to an entry: beside the content where that is kept, and otherwise beside the entry itself.</summary>
internal static class EntrySalts
{
    /// <summary>One after another; none where no part is sealed by its hash alone.</summary>
    public static byte[] Kept(LedgerEntry entry) => entry.Sealed.Count == 0 ? []
        : [.. entry.Sealed.Where(part => part.Content is null).SelectMany(part => part.Salt)];

    /// <param name="withContent">By name.</param>
    public static IReadOnlyDictionary<string, byte[]> Of(StoredEntry entry, IReadOnlyDictionary<string, byte[]> withContent)
    {
        if (entry.Salts.Length == 0)
        {
            return withContent;
        }
        using var body = JsonDocument.Parse(entry.Body);
        return body.RootElement.GetProperty("sealed").EnumerateObject().Select(part => part.Name).Where(name => !withContent.ContainsKey(name))
            .Zip(Convert.FromHexString(entry.Salts).Chunk(Sealed.SaltSize), KeyValuePair.Create).Concat(withContent).ToDictionary();
    }
}
