using Phusa.Kernel.Data;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Contracts;

/// <summary>
/// What others do when a load becomes a version, in the same transaction: open and close quality issues, fill the
/// search index, tell subscribers. Short work only; anything long is enqueued as a job.
/// </summary>
public interface ICommitListener
{
    Task CommittedAsync(
        Session session, Load load, DatasetVersion version, QualityReport report, CancellationToken cancellation);
}
