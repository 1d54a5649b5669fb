using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Quality.Why;

/// <summary>How the rows of the version were checked.</summary>
internal sealed class ChecksStation(QualityReports reports) : IWhyStation
{
    public async Task<IReadOnlyList<WhyStation>> OfAsync(WhySubject subject, CancellationToken cancellation)
    {
        if (await reports.FindAsync(subject.Dataset.Id, subject.Version, cancellation) is not { } report)
        {
            return [];
        }
        var run = report.Results.Count(result => result.IsMeasured);
        var failed = report.Results.Count(result => result.IsMeasured && !result.Passed);
        Text[] lines = [T.WhyChecksRun(run), failed == 0 ? T.WhyChecksPassed : T.WhyChecksFailed(failed)];
        return
        [
            new(WhyReach.Checks, T.WhyChecks, lines, new Dictionary<string, object?>
            {
                ["run"] = run, ["failed"] = failed, ["total"] = report.Scores.Total, ["measuredAt"] = report.MeasuredAt,
            }, $"/datasets/{subject.Dataset.Name}/quality"),
        ];
    }
}
