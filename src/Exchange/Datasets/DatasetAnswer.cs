using System.IO.Pipelines;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Datasets;

/// <summary>An answer that is ready and not yet written, so that its evidence can be recorded before it leaves.</summary>
/// <param name="Released">The fields it tells of.</param>
/// <param name="Version">Number of the dataset version it is made from.</param>
/// <param name="ETag">Null where the answer is not to be kept by anybody.</param>
/// <param name="WriteAsync">Writes it; says how many rows it had.</param>
internal sealed record DatasetAnswer(
    string ContentType, IReadOnlyList<string> Released, long Version, string? ETag,
    Func<PipeWriter, CancellationToken, Task<Outcome<long>>> WriteAsync);
