using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Compares two versions for one caller.</summary>
internal sealed class ReadChanges(Versions versions, Sights sights, CompareVersions compare, Masks masks)
{
    /// <summary>Null when the dataset has no version of one of these numbers.</summary>
    public async Task<DiffView?> RunAsync(
        Dataset dataset, long before, long after, int most, Caller caller, CancellationToken cancellation)
    {
        if (await versions.FindAsync(dataset.Id, before, cancellation) is not { } earlier
            || await versions.FindAsync(dataset.Id, after, cancellation) is not { } later)
        {
            return null;
        }
        var sight = await sights.OfAsync(dataset, later.ContractVersion, caller, cancellation);
        return new(earlier, later, sight.Decision.Allowed
            ? await compare.RunAsync(earlier, later, sight.Contract, sight.Query(masks, sight.Contract), most, cancellation)
            : new Refusal(new Problem("", ProblemCodes.RowsRefused, sight.Decision.Reason)));
    }
}
