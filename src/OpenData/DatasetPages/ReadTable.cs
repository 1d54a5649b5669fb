using System.Globalization;
using Phusa.OpenData.Rows;
using Phusa.OpenData.Why;
using Phusa.Security.Contracts;
using Phusa.Ui;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Reads the page of rows that an address asks for.</summary>
internal sealed class ReadTable(ReadRows rows, CodeLabels labels, AskWhy why)
{
    public async Task<TableView> RunAsync(DatasetView view, HttpContext http, CancellationToken cancellation)
    {
        var river = view.Version is null ? []
            : await RiverAsync(view.Dataset.Name, view.Version.Number, http.Caller(), cancellation);
        var page = int.TryParse(http.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Max(1, asked) : 1;
        var shown = new TableView(
            null, [], await labels.OfAsync(view.Contract, cancellation), TableAddress.Filters(http, view.Contract),
            http.Request.Query["sort"], http.Request.Query["q"], page, river);
        if (view.Version is null || !view.Sight.Decision.Allowed)
        {
            return shown;
        }
        var reading = QueryReading.OfAddress(TableAddress.Query(http.Request, page), TableAddress.NotQuery);
        reading = reading with { Query = reading.Query with { AsOf = view.Version.Number } };
        var ready = await rows.PrepareAsync(view.Dataset.Name, http.Caller(), reading, RowFormat.Json, cancellation);
        return ready.Value is { } query
            ? shown with { Rows = await rows.PageAsync(query, http.Request.QueryString.ToString(), cancellation) }
            : shown with { Problems = ready.Problems };
    }

    private async Task<IReadOnlyList<Station>> RiverAsync(
        string name, long version, Caller caller, CancellationToken cancellation) =>
        River.Short((await why.VersionAsync(name, version, caller, cancellation)).Value?.Stations ?? []);
}
