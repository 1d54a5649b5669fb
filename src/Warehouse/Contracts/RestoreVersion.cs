using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;
using Phusa.Kernel.Outcomes;

namespace Phusa.Warehouse.Contracts;

/// <summary>Brings back the rows of an earlier version as a new one. Nothing is copied and nothing is lost.</summary>
public sealed class RestoreVersion(
    Database database, Datasets datasets, Versions versions, ServingTable serving, TimeProvider clock)
{
    /// <param name="also">What else belongs to the same transaction, such as the scores of the new version.</param>
    public async Task<Outcome<DatasetVersion>> RunAsync(
        Dataset dataset, long number, string by, Func<Session, DatasetVersion, Task> also, CancellationToken cancellation)
    {
        if (await versions.FindAsync(dataset.Id, number, cancellation) is not { } earlier
            || await versions.CurrentAsync(dataset.Id, cancellation) is not { } served)
        {
            return new Missing(new Problem("version", "version.missing", T.VersionMissing(dataset.Name, number)));
        }
        if (served.Number == number)
        {
            return new Refusal(new Problem("version", "version.is-served", T.VersionIsServed(number)));
        }
        var next = earlier with
        {
            Number = served.Number + 1, Mode = LoadMode.Replace, RestoredFrom = number,
            Added = null, Changed = null, Removed = null, CreatedBy = by, CreatedAt = clock.GetUtcNow(),
        };
        var contract = await datasets.ContractAsync(dataset.Id, earlier.ContractVersion, cancellation);
        await serving.WriteAheadAsync(dataset.Id, contract, next.Number, next.Files, next.Mode, cancellation);
        var isServed = await database.WriteAsync(async session =>
        {
            if (!await versions.CommitAsync(session, next, cancellation))
            {
                return false;
            }
            await also(session, next);
            return true;
        }, cancellation);
        return isServed ? next : new Refusal(new Problem("version", "version.contended", T.VersionContended));
    }
}
