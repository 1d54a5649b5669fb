using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.OpenApi;

/// <summary>The codes of the short lists that a contract's fields take, as far as everybody may read them.</summary>
internal sealed class ShortLists(Catalog.Contracts.Datasets datasets, Versions versions, QueryRunner queries)
{
    /// <summary>A longer list is looked up, not written into a description.</summary>
    private const int Longest = 30;

    public async Task<IReadOnlyDictionary<string, IReadOnlyList<CodeChoice>>> OfAsync(
        DataContract contract, CancellationToken cancellation)
    {
        var found = new Dictionary<string, IReadOnlyList<CodeChoice>>();
        foreach (var field in contract.Fields.Where(field => field.Type == FieldType.Text))
        {
            if (field.CodeList is { } list && await ReadAsync(list, cancellation) is { Count: > 0 } choices)
            {
                found[field.Name] = choices;
            }
        }
        return found;
    }

    private async Task<IReadOnlyList<CodeChoice>?> ReadAsync(CodeListReference list, CancellationToken cancellation)
    {
        if (await datasets.FindAsync(list.Name, cancellation) is not { Classification: Classification.Open } dataset
            || await versions.CurrentAsync(dataset.Id, cancellation) is not { Rows: <= Longest } version)
        {
            return null;
        }
        var contract = await datasets.ContractAsync(dataset.Id, version.ContractVersion, cancellation);
        if (contract.Key is not [var key])
        {
            return null;
        }
        var label = list.LabelField is { } name && contract.FindField(name) is { PersonalData: PersonalData.None } ? name : null;
        var query = new Query { Fields = label is null ? [key.Name] : [key.Name, label], Limit = Longest };
        if (QueryRunner.Prepare(version, contract, QueryAccess.Full, query).Value is not { } prepared)
        {
            return null;
        }
        var page = await queries.PageAsync(prepared, cancellation);
        return
        [
            .. page.Rows.Where(row => row[0] is not null)
                .Select(row => new CodeChoice(row[0]!.ToString()!, label is null ? null : row[1]?.ToString())),
        ];
    }
}
