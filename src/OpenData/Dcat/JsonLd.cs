using System.Text.Json.Nodes;
using Phusa.Kernel.Texts;

namespace Phusa.OpenData.Dcat;

/// <summary>The two forms of a value that every node has.</summary>
internal static class JsonLd
{
    /// <summary>Both languages; the same words are told once, in Vietnamese.</summary>
    public static JsonObject Words(Text text) => text.Vi == text.En || text.En.Length == 0
        ? new() { ["vi"] = text.Vi }
        : new() { ["vi"] = text.Vi, ["en"] = text.En };

    /// <summary>Something by its address and its class: validators do not follow addresses to ask what is there.</summary>
    public static JsonObject Thing(string address, string type) => new() { ["@id"] = address, ["@type"] = type };
}
