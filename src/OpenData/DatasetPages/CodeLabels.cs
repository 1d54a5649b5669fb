using System.Collections.Concurrent;
using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>
/// What codes mean: the labels of the code lists that fields name, where the lists are open to everybody. A list is
/// read once for each of its versions.
/// </summary>
internal sealed class CodeLabels(Sights sights, Versions versions, QueryRunner queries, Masks masks)
{
    /// <summary>A longer list would cost more than it tells.</summary>
    private const int Longest = 5_000;

    private readonly ConcurrentDictionary<(string, long, string, string), IReadOnlyDictionary<string, string>> known = new();

    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> OfAsync(
        DataContract contract, CancellationToken cancellation)
    {
        var found = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var field in contract.Fields)
        {
            if (field.CodeList is { LabelField: { } label } list
                && await ReadAsync(list.Name, label, cancellation) is { } labels)
            {
                found[field.Name] = labels;
            }
        }
        return found;
    }

    private async Task<IReadOnlyDictionary<string, string>?> ReadAsync(
        string list, string label, CancellationToken cancellation)
    {
        if (await sights.FindAsync(list, Caller.Anonymous, cancellation) is not { Decision.Allowed: true } sight
            || await versions.CurrentAsync(sight.Dataset.Id, cancellation) is not { Rows: <= Longest } version
            || sight.Contract.Key is not [var key])
        {
            return null;
        }
        var wanted = (list, version.Number, key.Name, label);
        if (known.TryGetValue(wanted, out var labels))
        {
            return labels;
        }
        var query = new Query { Fields = [key.Name, label], Limit = Longest };
        if (QueryRunner.Prepare(version, sight.Contract, sight.Query(masks, sight.Contract), query).Value is not { } ready)
        {
            return null;
        }
        var page = await queries.PageAsync(ready, cancellation);
        return known[wanted] = page.Rows.Where(row => row[0] is not null && row[1] is not null)
            .ToDictionary(row => row[0]!.ToString()!, row => row[1]!.ToString()!);
    }
}
