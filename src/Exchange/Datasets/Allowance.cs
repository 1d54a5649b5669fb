using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Datasets;

/// <summary>What an agreement lets out of a dataset: these fields, of these rows. What it does not name does not exist for the caller.</summary>
/// <param name="Rows">The agreement's row condition; null where every row may be asked for.</param>
internal sealed record Allowance(IReadOnlyList<string> Fields, Filter? Rows)
{
    /// <param name="also">A condition of the call itself, on fields that need not come back, such as the key asked for.</param>
    public QueryAccess Access(DataContract contract, Filter? also = null) => new()
    {
        Fields = contract.Fields.Where(field => !Fields.Contains(field.Name))
            .ToDictionary(field => field.Name, _ => FieldView.Hidden),
        Rows = (Rows, also) switch
        {
            (null, _) => also,
            (_, null) => Rows,
            _ => new And(Rows, also),
        },
    };
}
