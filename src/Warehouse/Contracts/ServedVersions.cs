using Phusa.Kernel.Data;

namespace Phusa.Warehouse.Contracts;

/// <summary>Tells whether any dataset serves another version now, cheaply enough to be asked every second.</summary>
public sealed class ServedVersions(Database database)
{
    /// <summary>Versions only ever count up, so any commit changes it.</summary>
    public async Task<string> StampAsync(CancellationToken cancellation) => (await database.ListAsync(
        new("select count(*) as datasets, cast(coalesce(sum(number), 0) as bigint) as numbers from warehouse_current"),
        row => $"{row.Integer("datasets")}:{row.Integer("numbers")}", cancellation))[0];
}
