using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;
using Phusa.Quality.Profiles;

namespace Phusa.Quality.Contracts;

/// <summary>Asks for the profile of a version, as a job of the transaction that makes it.</summary>
public sealed record ProfileRequest(Guid Dataset, long Version)
{
    public Task<Guid> EnqueueAsync(JobStore jobs, Session session, CancellationToken cancellation) =>
        jobs.EnqueueAsync(session, ProfileJob.Name, JsonStorage.Write(this), null, cancellation);
}
