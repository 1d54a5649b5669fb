using System.Globalization;
using Phusa.OpenData.Rows;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>Streams the rows of a prepared query, after recording the read where that is due.</summary>
/// <param name="asFile">Offered to be saved rather than shown.</param>
internal sealed class RowsResult(
    ReadyRows ready, RowFormat format, bool asFile, ReadRows rows, QueryRunner queries) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellation) = (httpContext.Response, httpContext.RequestAborted);
        response.Headers["X-Dataset-Version"] = ready.Version.Number.ToString(CultureInfo.InvariantCulture);
        if (Freshly.Had(httpContext, ready.Query.ETag))
        {
            return;
        }
        // Recorded before anything is known of the answer but how many rows it can have.
        await rows.RecordAsync(
            ready, Math.Min(ready.Query.Query.Limit ?? long.MaxValue, ready.Version.Rows), httpContext.Request.QueryString.ToString(), cancellation);
        response.ContentType = format.ContentType();
        if (asFile)
        {
            response.Headers.ContentDisposition =
                $"attachment; filename=\"{ready.Sight.Dataset.Name}-v{ready.Version.Number}{format.Extension()}\"";
        }
        var written = await queries.WriteAsync(ready.Query, format, response.BodyWriter, cancellation);
        if (!written.IsDone)
        {
            response.Headers.ContentDisposition = default;
            response.Headers.ETag = default;
            await ApiProblem.Of(written).ExecuteAsync(httpContext);
        }
    }
}
