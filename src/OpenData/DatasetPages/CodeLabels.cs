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

    private readonly ConcurrentDictionary<(string, long, string, string?), IReadOnlyList<CodeChoice>> known = new();

    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> OfAsync(
        DataContract contract, CancellationToken cancellation) =>
        (await ChoicesAsync(contract, cancellation))
            .Where(list => list.Value.Any(choice => choice.Label is not null))
            .ToDictionary(list => list.Key, list => (IReadOnlyDictionary<string, string>)list.Value
                .Where(choice => choice.Label is not null).ToDictionary(choice => choice.Code, choice => choice.Label!));

    /// <summary>The codes themselves, in the order of their list, by the name of the field that takes them.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>>> ChoicesAsync(
        DataContract contract, CancellationToken cancellation)
    {
        var found = new Dictionary<string, IReadOnlyList<CodeChoice>>();
        foreach (var field in contract.Fields)
        {
            if (field.CodeList is { } list && await ReadAsync(list.Name, list.LabelField, cancellation) is { } choices)
            {
                found[field.Name] = choices;
            }
        }
        return found;
    }

    private async Task<IReadOnlyList<CodeChoice>?> ReadAsync(string list, string? label, CancellationToken cancellation)
    {
        if (await sights.FindAsync(list, Caller.Anonymous, cancellation) is not { Decision.Allowed: true } sight
            || await versions.CurrentAsync(sight.Dataset.Id, cancellation) is not { Rows: <= Longest } version
            || sight.Contract.Key is not [var key])
        {
            return null;
        }
        var wanted = (list, version.Number, key.Name, label);
        if (known.TryGetValue(wanted, out var choices))
        {
            return choices;
        }
        var query = new Query { Fields = label is null ? [key.Name] : [key.Name, label], Limit = Longest };
        if (QueryRunner.Prepare(version, sight.Contract, sight.Query(masks, sight.Contract), query).Value is not { } ready)
        {
            return null;
        }
        var page = await queries.PageAsync(ready, cancellation);
        return known[wanted] =
        [
            .. page.Rows.Where(row => row[0] is not null)
                .Select(row => new CodeChoice(row[0]!.ToString()!, label is null ? null : row[1]?.ToString())),
        ];
    }
}
