using System.Text.Json;
using Phusa.Security.Contracts;

namespace Phusa.Security.Ledger;

/// <summary>An entry as it is kept.</summary>
/// <param name="Body">The text that the tree covers.</param>
/// <param name="Salts">
/// Of the sealed parts of which only the hash was wanted, 16 bytes each in hex, in their order in the body; empty where they were erased.
/// </param>
internal sealed record StoredEntry(long Seq, string Body, string Salts)
{
    /// <summary>What the text says of itself.</summary>
    public AccessEntry Read()
    {
        using var json = JsonDocument.Parse(Body);
        var said = json.RootElement;
        return new(Seq, said.GetProperty("kind").GetString()!, said.GetProperty("at").GetDateTimeOffset(), Text("actor"), Text("object"), Body);

        string? Text(string name) => said.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
