using Phusa.Kernel.Data;

namespace Phusa.Warehouse.Contracts;

/// <summary>What the catalogue needs of every served version, without their files.</summary>
public sealed record ServedVersion(Guid DatasetId, long Number, long Rows, DateTimeOffset CreatedAt);

/// <summary>The served versions of all datasets at once, cheap enough to be looked at every second.</summary>
public sealed class ServedVersions(Database database)
{
    /// <summary>Versions only ever count up, so any commit changes it.</summary>
    public async Task<string> StampAsync(CancellationToken cancellation) => (await database.ListAsync(
        new("select count(*) as datasets, cast(coalesce(sum(number), 0) as bigint) as numbers from warehouse_current"),
        row => $"{row.Integer("datasets")}:{row.Integer("numbers")}", cancellation))[0];

    public Task<IReadOnlyList<ServedVersion>> ListAsync(CancellationToken cancellation) => database.ListAsync(
        new(
            """
            select v.dataset_id, v.number, v.row_count, v.created_at
            from warehouse_current c join warehouse_version v on v.dataset_id = c.dataset_id and v.number = c.number
            """),
        row => new ServedVersion(
            row.Id("dataset_id"), row.Integer("number"), row.Integer("row_count"), row.Instant("created_at")), cancellation);
}
