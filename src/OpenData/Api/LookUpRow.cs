using System.Text.Json;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Rows;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>Finds one row by its key: in the serving table where the contract keeps one, else by a query.</summary>
internal sealed class LookUpRow(ReadRows rows, ServingTable serving, Masks masks, DatasetUse use)
{
    public async Task<Outcome<RowAnswer>> RunAsync(
        string name, IReadOnlyList<string> key, Caller caller, CancellationToken cancellation)
    {
        var whole = await rows.PrepareAsync(name, caller, new Query { Limit = 1 }, RowFormat.Json, cancellation);
        if (whole.Value is not { } seen)
        {
            return whole.IsMissing ? new Missing(whole.Problems[0]) : new Refusal(whole.Problems);
        }
        var (sight, version) = (seen.Sight, seen.Version.Number);
        if (sight.Contract.Key.Count != key.Count)
        {
            return ApiMissing.Row(name, RowKey.Text(key));
        }
        use.Record(sight.Dataset.Id, caller, UseKind.Query);
        var why = $"/api/v1/why/datasets/{name}/rows/{Uri.EscapeDataString(RowKey.Text(key))}";
        // Served rows are found by their keys in clear: who sees those masked must not learn by trying which there are.
        var isServed = sight.Decision.RowAgencyFilter is null && sight.Contract.Key.All(sight.ShowsInFull)
            && ServingTable.KeyOf(sight.Contract).SequenceEqual(sight.Contract.Key);
        if (isServed && await serving.FindAsync(sight.Dataset.Id, ServingTable.Key(key), cancellation) is { } served)
        {
            await rows.RecordAsync(seen, 1, RowKey.Text(key), cancellation);
            return new RowAnswer(version, Seen(served.Body, seen), why);
        }
        var ready = await rows.PrepareAsync(name, caller, ReadRows.ByKey(sight.Contract, key), RowFormat.Json, cancellation);
        if (ready.Value is not { } query)
        {
            return new Refusal(ready.Problems);
        }
        var page = await rows.PageAsync(query, RowKey.Text(key), cancellation);
        return page.Rows is [var row, ..]
            ? new RowAnswer(version, page.Columns.Zip(row).ToDictionary(pair => pair.First.Name, pair => pair.Second), why)
            : ApiMissing.Row(name, RowKey.Text(key));
    }

    /// <summary>The served row has everything; the caller gets what the decision leaves of it.</summary>
    private Dictionary<string, object?> Seen(string body, ReadyRows ready)
    {
        using var served = JsonDocument.Parse(body);
        var row = new Dictionary<string, object?>();
        foreach (var field in ready.Sight.Contract.Fields)
        {
            if (ready.Sight.Decision.Fields[field.Name] is { Visibility: not Visibility.Hidden } access
                && served.RootElement.TryGetProperty(field.Name, out var value))
            {
                row[field.Name] = access.Mask is { } mask ? Masked(mask, value) : value.Clone();
            }
        }
        return row;
    }

    private string? Masked(MaskKind mask, JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? null : masks.Apply(mask, value.ToString());
}
