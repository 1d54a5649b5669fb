using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Phusa.Security.Contracts;

namespace Phusa.Tests.Http;

/// <summary>What tests read from answers, and of the ledger's entries about them.</summary>
internal static partial class Answers
{
    /// <summary>The first code of a problem.</summary>
    public static async Task<string?> CodeAsync(this HttpResponseMessage answer) =>
        (string?)(await answer.Content.ReadFromJsonAsync<JsonNode>())?["codes"]?[0];

    /// <summary>The number of the entry that the answer's receipt names.</summary>
    public static long Seq(this HttpResponseMessage answer) => SeqOf(answer.Headers.GetValues("Phusa-Receipt").Single());

    public static long SeqOf(string receipt) => long.Parse(Receipt().Match(receipt).Groups[1].Value, CultureInfo.InvariantCulture);

    public static async Task<JsonNode> EntryAsync(this PhusaHost host, long seq) => JsonNode.Parse(
        await (await host.AsAsync(Role.Auditor)).GetStringAsync($"/api/v1/ledger/entries/{seq}"))!;

    public static Task<JsonNode> EntryAsync(this PhusaHost host, HttpResponseMessage answer) => host.EntryAsync(answer.Seq());

    public static async Task<long> LedgerSizeAsync(this PhusaHost host)
    {
        using var anyone = host.Anyone();
        return (long)(await anyone.GetFromJsonAsync<JsonNode>("/api/v1/ledger/head"))!["size"]!;
    }

    [GeneratedRegex("seq=([0-9]+)")]
    private static partial Regex Receipt();
}
