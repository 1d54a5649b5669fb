using Phusa.OpenData.Rows;
using Phusa.OpenData.Why;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Reads one row by its key.</summary>
internal sealed class ReadRow(ReadRows rows, CodeLabels labels, AskWhy why)
{
    /// <summary>Null where there is no such row, or none that the caller may see.</summary>
    public async Task<RowView?> RunAsync(DatasetView view, string key, Caller caller, CancellationToken cancellation)
    {
        var values = RowKey.Read(key);
        if (view.Version is null || view.Contract.Key.Count != values.Count)
        {
            return null;
        }
        var reading = ReadRows.ByKey(view.Contract, values);
        reading = reading with { Query = reading.Query with { AsOf = view.Version.Number } };
        var ready = await rows.PrepareAsync(view.Dataset.Name, caller, reading, RowFormat.Json, cancellation);
        if (ready.Value is not { } query)
        {
            return null;
        }
        var page = await rows.PageAsync(query, key, cancellation);
        if (page.Rows is not [var row, ..])
        {
            return null;
        }
        var answer = await why.AboutAsync(query, values, caller, cancellation);
        var table = new TableView(page, [], await labels.OfAsync(view.Contract, cancellation), [], null, null, 1, []);
        return new(key, page.Columns, row, table, River.Short(answer.Value?.Stations ?? []));
    }
}
