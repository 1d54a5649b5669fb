using Phusa.OpenData.Access;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Reads how one check of a version went, and the rows at fault under it.</summary>
internal sealed class ReadFaults(QualityReports reports, FaultRows faults, CodeLabels labels)
{
    /// <summary>Null when the version was not measured by a check of that name.</summary>
    public async Task<CheckView?> RunAsync(
        Sight sight, DatasetVersion? version, string check, int page, CancellationToken cancellation)
    {
        var report = version is null ? null : await reports.FindAsync(sight.Dataset.Id, version.Number, cancellation);
        if (version is null || report?.Results.FirstOrDefault(one => one.Check.Name == check) is not { } result)
        {
            return null;
        }
        var rows = result is { IsMeasured: true, Passed: false }
            ? await faults.FindAsync(version, sight.Contract, check, page, sight.Request, sight.Decision, cancellation)
            : null;
        return new(result, report, rows, await labels.OfAsync(sight.Contract, cancellation));
    }
}
