using Phusa.Kernel.Data;

namespace Phusa.Intake.Rejects;

/// <summary>What a steward put right in rejected rows: values by position in the file, by row.</summary>
internal sealed class MendStore(Database database)
{
    public async Task<IReadOnlyDictionary<long, IReadOnlyDictionary<int, string>>> OfAsync(
        Guid load, CancellationToken cancellation)
    {
        var rows = await database.ListAsync(new(
            "select line, cells from intake_mend where load_id = @load", ("load", load)),
            row => (Line: row.Integer("line"), Cells: row.Json<Dictionary<int, string>>("cells")), cancellation);
        return rows.ToDictionary(row => row.Line, row => (IReadOnlyDictionary<int, string>)row.Cells);
    }

    public Task SaveAsync(
        Guid load, IReadOnlyDictionary<long, IReadOnlyDictionary<int, string>> mends, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            foreach (var (line, cells) in mends)
            {
                await session.ExecuteAsync(new(
                    """
                    insert into intake_mend (load_id, line, cells) values (@load, @line, @cells)
                    on conflict (load_id, line) do update set cells = excluded.cells
                    """,
                    ("load", load), ("line", line), ("cells", JsonStorage.Write(cells))), cancellation);
            }
            return mends.Count;
        }, cancellation);

    public Task ForgetAsync(Guid load, long line, CancellationToken cancellation) => database.ExecuteAsync(new(
        "delete from intake_mend where load_id = @load and line = @line", ("load", load), ("line", line)), cancellation);

    public Task ForgetAsync(Guid load, CancellationToken cancellation) => database.ExecuteAsync(new(
        "delete from intake_mend where load_id = @load", ("load", load)), cancellation);
}
