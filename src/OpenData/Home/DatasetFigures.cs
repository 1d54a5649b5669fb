using System.Collections.Concurrent;
using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Home;

/// <summary>
/// Figures that the province takes out of its datasets. They are worked out from what everybody may read, once for
/// each version.
/// </summary>
internal sealed class DatasetFigures(
    FrontPage frontPage, Sights sights, Versions versions, QueryRunner queries, Masks masks)
{
    private readonly ConcurrentDictionary<(FrontPageFigure, Guid, long), double?> worked = new();

    public async Task<IReadOnlyList<Figure>> AllAsync(CancellationToken cancellation)
    {
        var found = new List<Figure>();
        foreach (var wanted in await frontPage.FiguresAsync(cancellation))
        {
            if (await OfAsync(wanted, cancellation) is { } figure)
            {
                found.Add(figure);
            }
        }
        return found;
    }

    /// <summary>Null while the dataset is missing, empty or not open to everybody.</summary>
    private async Task<Figure?> OfAsync(FrontPageFigure wanted, CancellationToken cancellation)
    {
        if (await sights.FindAsync(wanted.Dataset, Caller.Anonymous, cancellation) is not { Decision.Allowed: true } sight
            || await versions.CurrentAsync(sight.Dataset.Id, cancellation) is not { } version)
        {
            return null;
        }
        var key = (wanted, version.DatasetId, version.Number);
        if (!worked.TryGetValue(key, out var value))
        {
            value = worked[key] = await WorkOutAsync(wanted, sight, version, cancellation);
        }
        return value is null ? null : new(
            wanted.Key, wanted.Title, value, wanted.Decimals, How(wanted, sight.Contract, version.Number),
            [new(sight.Dataset, version.Number, value)]);
    }

    private async Task<double?> WorkOutAsync(
        FrontPageFigure wanted, Sight sight, DatasetVersion version, CancellationToken cancellation)
    {
        var query = new Query
        {
            Aggregates = [new(wanted.Function, wanted.Field)],
            Where = new And([.. wanted.Filter.Select(pair => new Condition(pair.Key, FilterOperator.Eq, pair.Value))]),
        };
        var prepared = QueryRunner.Prepare(version, sight.Contract, sight.Query(masks, sight.Contract), query);
        if (prepared.Value is not { } ready)
        {
            return null;
        }
        var page = await queries.PageAsync(ready, cancellation);
        return page.Rows is [[IConvertible value, ..], ..] ? value.ToDouble(CultureInfo.InvariantCulture) : null;
    }

    private static Text How(FrontPageFigure wanted, DataContract contract, long version)
    {
        var field = contract.FindField(wanted.Field ?? "")?.Title ?? default;
        return wanted.Function switch
        {
            AggregateFunction.Count => T.FigureHowCount(contract.Title, version),
            AggregateFunction.Sum => T.FigureHowSum(field, contract.Title, version),
            _ => T.FigureHowOther(wanted.Function.ToString().ToLowerInvariant(), field, contract.Title, version),
        };
    }
}
