using Phusa.Catalog.Contracts;
using Phusa.Security.Contracts;

namespace Phusa.Intake.Desk;

/// <summary>Who works on a dataset's loads: its agency's stewards, and the data office for the whole province.</summary>
internal sealed class DeskAccess(Agencies agencies, PersonalReads reads)
{
    public static bool MayWrite(Caller caller, Dataset dataset) =>
        caller.Has(Role.DataOffice) || caller.Has(Role.Steward, dataset.Agency);

    /// <summary>Leaders of the agency and auditors may look on.</summary>
    public static bool MayRead(Caller caller, Dataset dataset) =>
        MayWrite(caller, dataset) || caller.Has(Role.Leader, dataset.Agency) || caller.Has(Role.Auditor);

    /// <summary>
    /// Which fields' values the caller sees in rejects. A steward at work on a load has stated why by being there.
    /// Reading personal data is recorded before it is shown.
    /// </summary>
    public async Task<Func<string?, bool>> SeenAsync(
        Caller caller, Dataset dataset, DataContract contract, string selection, long rows, CancellationToken cancellation)
    {
        var request = new AccessRequest(caller, dataset.Facts(contract), T.PurposeMend.Vi);
        var decision = AccessDecision.Of(request, await agencies.TreeAsync(cancellation));
        // Rows of the caller's own agencies cannot be told apart in a file that was not accepted.
        var allowed = decision.Allowed && decision.RowAgencyFilter is null;
        var shown = decision.Fields.Where(field => allowed && field.Value.Visibility == Visibility.Full)
            .Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        if (rows > 0)
        {
            await reads.RecordAsync(request, decision, shown, "", rows, selection, cancellation);
        }
        var guarded = contract.Fields.Any(field => field.PersonalData != PersonalData.None);
        // A column that fills no field may hold anything; with personal data about, it is not shown either.
        return field => allowed && (field is null
            ? !guarded || caller.Has(Role.Steward, dataset.Agency)
            : shown.Contains(field));
    }
}
