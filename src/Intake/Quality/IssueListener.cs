using Phusa.Intake.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Quality;

/// <summary>Opens and closes issues of quality with the version that shows them, and asks for its profile.</summary>
internal sealed class IssueListener(JobStore jobs) : ICommitListener
{
    public async Task CommittedAsync(
        Session session, Load load, DatasetVersion version, QualityReport report, CancellationToken cancellation)
    {
        await IssueBook.FollowAsync(session, report, cancellation);
        await new ProfileRequest(version.DatasetId, version.Number).EnqueueAsync(jobs, session, cancellation);
    }
}
