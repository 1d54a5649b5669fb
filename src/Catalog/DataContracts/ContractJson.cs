using System.Text.Encodings.Web;
using System.Text.Json;

namespace Phusa.Catalog.DataContracts;

/// <summary>JSON for people: Vietnamese letters as they are.</summary>
internal static class ContractJson
{
    public static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static readonly JsonSerializerOptions Indented = new(Readable) { WriteIndented = true };
}
