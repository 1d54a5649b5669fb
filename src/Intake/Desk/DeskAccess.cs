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
        var facts = new DatasetFacts(
            dataset.Name, dataset.Agency, Enum.Parse<DatasetClass>(dataset.Classification.ToString()),
            [.. contract.Fields.Select(field => new FieldFacts(
                field.Name, Enum.Parse<PersonalDataClass>(field.PersonalData.ToString()),
                field.Mask is { } mask ? Enum.Parse<MaskKind>(mask.ToString()) : null))]);
        var request = new AccessRequest(caller, facts, T.PurposeMend.Vi);
        var decision = AccessDecision.Of(request, await agencies.TreeAsync(cancellation));
        if (decision.MustRecord && decision.Allowed && rows > 0)
        {
            await reads.RecordAsync(request, decision, "", rows, selection, cancellation);
        }
        var guarded = contract.Fields.Any(field => field.PersonalData != PersonalData.None);
        // A column that fills no field may hold anything; with personal data about, it is not shown either.
        return field => decision.Allowed && (field is null
            ? !guarded || caller.Has(Role.Steward, dataset.Agency)
            : decision.Fields.TryGetValue(field, out var access) && access.Visibility == Visibility.Full);
    }
}
