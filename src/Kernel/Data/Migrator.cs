namespace Phusa.Kernel.Data;

/// <summary>Brings a database from any earlier state to the newest schema.</summary>
/// <param name="next">Of another database, brought there as well.</param>
public sealed class Migrator(Database database, IReadOnlyList<Migration> migrations, Migrator? next = null)
{
    /// <summary>The steps still to run. Empty means that the schema is current.</summary>
    /// <exception cref="InvalidDataException">A step that ran has another text now.</exception>
    public async Task<IReadOnlyList<Migration>> PendingAsync(CancellationToken cancellation) =>
    [
        .. await database.WriteAsync(session => PendingAsync(session, cancellation), cancellation),
        .. next is null ? [] : await next.PendingAsync(cancellation),
    ];

    /// <summary>Runs every pending step, each in a transaction of its own, under a lock. Returns how many ran.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var ran = 0;
        while (await database.WriteAsync(session => RunNextAsync(session, cancellation), cancellation))
        {
            ran++;
        }
        return ran + (next is null ? 0 : await next.RunAsync(cancellation));
    }

    private async Task<bool> RunNextAsync(Session session, CancellationToken cancellation)
    {
        var pending = await PendingAsync(session, cancellation);
        if (pending is not [var next, ..])
        {
            return false;
        }
        await session.ExecuteAsync(new(next.Script), cancellation);
        await session.ExecuteAsync(new(
            "insert into kernel_migration (module, number, name, checksum) values (@module, @number, @name, @checksum)",
            ("module", next.Module), ("number", next.Number), ("name", next.Name), ("checksum", next.Checksum)),
            cancellation);
        return true;
    }

    private async Task<IReadOnlyList<Migration>> PendingAsync(Session session, CancellationToken cancellation)
    {
        await session.Dialect.LockAsync(session, cancellation);
        await session.ExecuteAsync(new(
            """
            create table if not exists kernel_migration (
                module text not null, number integer not null, name text not null, checksum text not null,
                primary key (module, number))
            """), cancellation);
        var done = await session.ListAsync(
            new("select module, number, checksum from kernel_migration"),
            row => new Done(row.Text("module"), row.Integer("number"), row.Text("checksum")), cancellation);
        Done? Find(Migration step) => done.FirstOrDefault(ran => ran.Module == step.Module && ran.Number == step.Number);
        var edited = migrations.FirstOrDefault(step => Find(step) is { } ran && ran.Checksum != step.Checksum);
        return edited is null
            ? [.. migrations.Where(step => Find(step) is null)]
            : throw new InvalidDataException(
                $"Schema step {edited.Module}/{edited.Name} was changed after it ran here; add a new step instead");
    }

    private sealed record Done(string Module, long Number, string Checksum);
}
