using Phusa.Catalog.Contracts;
using Phusa.Kernel.Periods;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.Standing;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.ListPages;

/// <summary>An entry of a list with how far it is.</summary>
/// <param name="Dataset">Null while it is not made, or not open to the caller.</param>
/// <param name="Title">Public like the decision that names it; null while there is no such dataset.</param>
internal sealed record ListedDataset(DatasetListEntry Entry, Dataset? Dataset, Text? Title, bool IsServed, bool IsLate)
{
    public bool IsClosed => IsServed && Dataset is null;
}

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
        var made = (await datasets.ListAsync(cancellation)).ToDictionary(dataset => dataset.Name);
        var today = clock.Today();
        return [.. (await lists.ListAsync(cancellation)).Select(list => new IssuedList(list, [.. list.Entries.Select(entry =>
        {
            var dataset = made.GetValueOrDefault(entry.Dataset);
            var isServed = dataset is not null && standings.Of(dataset.Id) is not null;
            return new ListedDataset(
                entry, dataset is not null && visible(dataset) ? dataset : null, dataset?.Title, isServed,
                !isServed && entry.DueOn < today);
        })]))];
    }
}
