using Phusa.Kernel.Data;

namespace Phusa.Warehouse.Serving;

/// <summary>The serving rows of one dataset's coming version.</summary>
internal sealed class ServingStore(Database database, Guid dataset, long number)
{
    private const string Insert =
        """
        insert into warehouse_serving (dataset_id, key, version, body) values (@dataset, @key, @version, @body)
        on conflict (dataset_id, key, version) do update set body = excluded.body
        """;

    private const string Unreachable =
        """
        select s.dataset_id, s.key, s.version from warehouse_serving s
        join warehouse_current c on c.dataset_id = s.dataset_id
        where s.version < c.serving_base
           or (s.version <= c.number and exists (
                select 1 from warehouse_serving n where n.dataset_id = s.dataset_id and n.key = s.key
                  and n.version > s.version and n.version <= c.number))
           or (s.version <= c.number and s.body is null and not exists (
                select 1 from warehouse_serving o where o.dataset_id = s.dataset_id and o.key = s.key
                  and o.version < s.version))
        limit 500
        """;

    public Task WriteAsync(IReadOnlyList<ServingRow> batch, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            await session.ExecuteEachAsync(Insert, batch.Select(Values), cancellation);
            return batch.Count;
        }, cancellation);

    /// <summary>Removes rows from this number on: they belong to no version.</summary>
    public async Task ClearAsync(CancellationToken cancellation)
    {
        var stale = new Sql(
            """
            select dataset_id, key, version from warehouse_serving
            where dataset_id = @dataset and version >= @number limit 500
            """,
            ("dataset", dataset), ("number", number));
        await DeleteAllAsync(database, stale, cancellation);
    }

    public static Task<long> SweepAsync(Database database, CancellationToken cancellation) =>
        DeleteAllAsync(database, new(Unreachable), cancellation);

    // Found by a read, which blocks nobody, and deleted in short transactions.
    private static async Task<long> DeleteAllAsync(Database database, Sql find, CancellationToken cancellation)
    {
        long deleted = 0;
        while (true)
        {
            var rows = await database.ListAsync(find,
                row => new Stale(row.Id("dataset_id"), row.Text("key"), row.Integer("version")), cancellation);
            if (rows.Count == 0)
            {
                return deleted;
            }
            deleted += rows.Count;
            await database.WriteAsync(async session =>
            {
                foreach (var group in rows.GroupBy(row => (row.Dataset, row.Version)))
                {
                    await session.ExecuteAsync(new(
                        $"delete from warehouse_serving where dataset_id = @dataset and version = @version and {session.Dialect.IsAnyOf("key", "keys")}",
                        ("dataset", group.Key.Dataset), ("version", group.Key.Version),
                        ("keys", group.Select(row => row.Key).ToArray())), cancellation);
                }
                return rows.Count;
            }, cancellation);
        }
    }

    private sealed record Stale(Guid Dataset, string Key, long Version);

    private (string, object?)[] Values(ServingRow row) =>
        [("dataset", dataset), ("key", row.Key), ("version", number), ("body", row.Body)];
}
