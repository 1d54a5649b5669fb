using Microsoft.Extensions.Primitives;
using Phusa.Exchange.Datasets;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Calls;

/// <summary>What is asked of a dataset service, and how the answer comes about.</summary>
/// <param name="Name">As evidence and traffic name it.</param>
/// <param name="IsLong">Whether the answer may be of any length.</param>
internal sealed record DatasetOperation(
    string Name, bool IsLong, Func<AnswerFromDataset, Allowance, CancellationToken, Task<Outcome<DatasetAnswer>>> RunAsync)
{
    public const string Known = "rows, rows/{key}, exists/{key}, changes?since=, file?format=, digest";

    /// <summary>Null where there is no such operation.</summary>
    /// <param name="path">Decoded, from its first slash on. The parts of a key are segments of their own.</param>
    /// <param name="query">Of the address.</param>
    public static DatasetOperation? Of(string dataset, string path, IQueryCollection query) =>
        path.Trim('/').Split('/') switch
        {
            ["rows"] => new("GET rows", false, (from, allowance, cancellation) => from.ListAsync(
                dataset, QueryReading.OfAddress(query), RowFormat.Json, allowance, cancellation)),
            ["rows", .. var key] => new("GET rows/{key}", false, (from, allowance, cancellation) =>
                from.LookUpAsync(dataset, key, allowance, cancellation)),
            ["exists", .. var key] => new("GET exists/{key}", false, (from, allowance, cancellation) =>
                from.ExistsAsync(dataset, key, allowance, cancellation)),
            ["changes"] => new("GET changes", false, (from, allowance, cancellation) =>
                long.TryParse(query["since"], out var since) && since >= 0
                    ? from.ChangesAsync(dataset, since, allowance, cancellation)
                    : Refuse(new("since", "service.since", T.ServiceSince))),
            ["file"] => new("GET file", true, (from, allowance, cancellation) =>
                Format(query["format"]) is { } format
                    ? from.ListAsync(dataset, QueryReading.OfAddress(query, "format"), format, allowance, cancellation)
                    : Refuse(new("format", "service.format", T.ServiceFormat(string.Join(", ", RowFormats.Names))))),
            ["digest"] => new("GET digest", false, (from, allowance, cancellation) =>
                from.DigestAsync(dataset, QueryReading.OfAddress(query), allowance, cancellation)),
            _ => null,
        };

    private static RowFormat? Format(StringValues asked) =>
        asked.Count == 0 ? RowFormat.Csv : RowFormats.Find(asked.ToString());

    private static Task<Outcome<DatasetAnswer>> Refuse(Problem problem) =>
        Task.FromResult<Outcome<DatasetAnswer>>(new Refusal(problem));
}
