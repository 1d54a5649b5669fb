using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Rejects;

/// <summary>Opens the rejects of a load with what is needed to word them.</summary>
internal sealed class RejectReader(Lake lake, Datasets datasets, Relations relations, LoadStore store)
{
    /// <param name="suggesting">Also find what was probably meant; costs a look at the code lists.</param>
    /// <returns>Null for a load that has no rejects.</returns>
    public async Task<RejectFile?> OpenAsync(Load load, bool suggesting, CancellationToken cancellation)
    {
        if (load.RejectsFile is null || await store.UnderstandingAsync(load.Id, cancellation) is not { } understanding)
        {
            return null;
        }
        var contract = await datasets.ContractAsync(load.DatasetId, load.ContractVersion, cancellation);
        var known = await relations.OfAsync(load.DatasetId, CheckPlan.Needs(contract), cancellation);
        var plan = CheckPlan.Of(contract, known, load.Mode);
        // With every bit set, every check of single rows is at fault: so many come before those of sets.
        var rowChecks = plan.FaultsOf([.. plan.BitColumns.Select(_ => -1L)]).Count();
        return new RejectFile(
            lake, load, contract, understanding, rowChecks, suggesting ? new Suggest(new CodeValues(known)) : null);
    }
}
