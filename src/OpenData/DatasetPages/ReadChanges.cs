using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
using Phusa.OpenData.Rows;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Compares two versions for one caller.</summary>
internal sealed class ReadChanges(
    Versions versions, Sights sights, CompareVersions compare, Masks masks, ReadRows rows)
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
        if (!sight.Decision.Allowed)
        {
            return new(earlier, later, new Refusal(new Problem("", ProblemCodes.RowsRefused, sight.Decision.Reason)));
        }
        var changes = await compare.RunAsync(
            earlier, later, sight.Contract, sight.Query(masks, sight.Contract), most, cancellation);
        if (changes.Value is { Rows.Count: > 0 } found)
        {
            await rows.RecordAsync(
                sight, sight.Contract.Fields.Where(sight.ShowsInFull).Select(field => field.Name), later,
                found.Rows.Count, $"diff {before} {after}", cancellation);
        }
        return new(earlier, later, changes);
    }
}
