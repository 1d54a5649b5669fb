using Phusa.Catalog.Contracts;
using Phusa.Kernel.Data;

namespace Phusa.Warehouse.Contracts;

/// <summary>The versions of every dataset, and which one is served.</summary>
public sealed class Versions(Database database)
{
    private const string Columns =
        """
        select dataset_id, number, load_id, contract_version, mode, row_count, byte_count, files, added, changed,
               removed, restored_from, created_by, created_at
        from warehouse_version
        """;

    public Task<DatasetVersion?> CurrentAsync(Guid dataset, CancellationToken cancellation) => database.FindAsync(new(
        Columns + " where dataset_id = @dataset and number = (select number from warehouse_current where dataset_id = @dataset)",
        ("dataset", dataset)), Read, cancellation);

    public Task<DatasetVersion?> FindAsync(Guid dataset, long number, CancellationToken cancellation) =>
        database.FindAsync(new(Columns + " where dataset_id = @dataset and number = @number",
            ("dataset", dataset), ("number", number)), Read, cancellation);

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<DatasetVersion>> ListAsync(Guid dataset, CancellationToken cancellation) =>
        database.ListAsync(new(Columns + " where dataset_id = @dataset order by number desc", ("dataset", dataset)),
            Read, cancellation);

    /// <summary>The served version of every dataset that has one.</summary>
    public async Task<IReadOnlyDictionary<Guid, DatasetVersion>> CurrentOfAllAsync(CancellationToken cancellation)
    {
        var all = await database.ListAsync(new(
            Columns.Replace("from warehouse_version", "from warehouse_version natural join warehouse_current",
                StringComparison.Ordinal)), Read, cancellation);
        return all.ToDictionary(version => version.DatasetId);
    }

    /// <summary>
    /// Makes the version the served one, within the caller's transaction. False when another load came first:
    /// its number is taken, and the caller must merge again.
    /// </summary>
    public async Task<bool> CommitAsync(Session session, DatasetVersion version, CancellationToken cancellation)
    {
        var served = await session.CountAsync(new(
            "select number from warehouse_current where dataset_id = @dataset", ("dataset", version.DatasetId)),
            cancellation);
        if (served != version.Number - 1)
        {
            return false;
        }
        await session.ExecuteAsync(new(
            """
            insert into warehouse_version (dataset_id, number, load_id, contract_version, mode, row_count, byte_count,
                files, added, changed, removed, restored_from, created_by, created_at)
            values (@dataset, @number, @load, @contract, @mode, @rows, @bytes, @files, @added, @changed, @removed,
                @restored, @by, @at)
            """,
            ("dataset", version.DatasetId), ("number", version.Number), ("load", version.LoadId),
            ("contract", version.ContractVersion), ("mode", version.Mode), ("rows", version.Rows),
            ("bytes", version.Bytes), ("files", JsonStorage.Write(version.Files)), ("added", version.Added),
            ("changed", version.Changed), ("removed", version.Removed), ("restored", version.RestoredFrom),
            ("by", version.CreatedBy), ("at", version.CreatedAt)), cancellation);
        await session.ExecuteAsync(new(
            """
            insert into warehouse_current (dataset_id, number, serving_base) values (@dataset, @number, @base)
            on conflict (dataset_id) do update set number = excluded.number,
                serving_base = case when @whole then excluded.serving_base else warehouse_current.serving_base end
            """,
            ("dataset", version.DatasetId), ("number", version.Number), ("base", version.Number),
            ("whole", version.Mode == LoadMode.Replace)), cancellation);
        return true;
    }

    private static DatasetVersion Read(Row row) => new(
        row.Id("dataset_id"), row.Integer("number"), row.Id("load_id"), row.Text("contract_version"),
        row.Choice<LoadMode>("mode"), row.Integer("row_count"), row.Integer("byte_count"),
        row.Json<VersionFile[]>("files"), row.IntegerOrNull("added"), row.IntegerOrNull("changed"),
        row.IntegerOrNull("removed"), row.IntegerOrNull("restored_from"), row.Text("created_by"),
        row.Instant("created_at"));
}
