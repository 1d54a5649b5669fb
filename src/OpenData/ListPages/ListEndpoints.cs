using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.Standing;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.ListPages;

/// <summary>An entry of a list with how far it is. The dataset is null while it is not made, or not to be known of.</summary>
internal sealed record ListedDataset(DatasetListEntry Entry, Dataset? Dataset, bool IsServed, bool IsLate);

internal sealed record IssuedList(DatasetList List, IReadOnlyList<ListedDataset> Entries)
{
    public int Served => Entries.Count(entry => entry.IsServed);
}

internal sealed record ListsView(IReadOnlyList<IssuedList> Lists);

/// <summary>The lists issued by decision, with how far their roadmap has come.</summary>
internal static class ListEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/lists", ShowAsync)
        .RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("lists");

    private static async Task<IResult> ShowAsync(
        HttpContext http, ReadLists lists, NameBook book, Shown<ListsView> shown, Shown<Names> names,
        CancellationToken cancellation)
    {
        names.Set(await book.OpenAsync(cancellation));
        return shown.On<ListsPage>(new(await lists.RunAsync(http.Caller(), cancellation)));
    }
}

internal sealed class ReadLists(
    DatasetLists lists, Datasets datasets, Sights sights, Standings standings, TimeProvider clock)
{
    public async Task<IReadOnlyList<IssuedList>> RunAsync(Caller caller, CancellationToken cancellation)
    {
        var visible = await sights.VisibleAsync(caller, cancellation);
        var known = (await datasets.ListAsync(cancellation)).Where(visible).ToDictionary(dataset => dataset.Name);
        var today = DateOnly.FromDateTime(clock.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).Date);
        return [.. (await lists.ListAsync(cancellation)).Select(list => new IssuedList(list, [.. list.Entries.Select(entry =>
        {
            var dataset = known.GetValueOrDefault(entry.Dataset);
            var isServed = dataset is not null && standings.Of(dataset.Id) is not null;
            return new ListedDataset(entry, dataset, isServed, !isServed && entry.DueOn < today);
        })]))];
    }
}
