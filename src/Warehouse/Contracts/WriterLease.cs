using Phusa.Kernel.Data;

namespace Phusa.Warehouse.Contracts;

/// <summary>
/// The right to write a dataset's next version, one holder at a time over all nodes: rows written ahead by two loads
/// under the same number could not be told apart. A holder that dies loses it after a minute.
/// </summary>
public sealed class WriterLease(Database database, TimeProvider clock)
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until it is free. Dispose the result to give it back.</summary>
    public async Task<IAsyncDisposable> TakeAsync(Guid dataset, CancellationToken cancellation)
    {
        var holder = Guid.NewGuid();
        while (!await TryAsync(dataset, holder, cancellation))
        {
            await Task.Delay(Pause, clock, cancellation);
        }
        return new Held(this, dataset, holder);
    }

    private async Task<bool> TryAsync(Guid dataset, Guid holder, CancellationToken cancellation) =>
        await database.ExecuteAsync(new(
            """
            insert into warehouse_writer (dataset_id, holder, until) values (@dataset, @holder, @until)
            on conflict (dataset_id) do update set holder = excluded.holder, until = excluded.until
            where warehouse_writer.until < @now or warehouse_writer.holder = excluded.holder
            """,
            ("dataset", dataset), ("holder", holder), ("until", clock.GetUtcNow() + Length), ("now", clock.GetUtcNow())),
            cancellation) > 0;

    private Task<int> GiveBackAsync(Guid dataset, Guid holder) => database.ExecuteAsync(new(
        "delete from warehouse_writer where dataset_id = @dataset and holder = @holder",
        ("dataset", dataset), ("holder", holder)), CancellationToken.None);

    private sealed class Held : IAsyncDisposable
    {
        private readonly WriterLease lease;
        private readonly Guid dataset;
        private readonly Guid holder;
        private readonly PeriodicTimer timer = new(Length / 3);
        private readonly Task keeping;

        public Held(WriterLease lease, Guid dataset, Guid holder)
        {
            (this.lease, this.dataset, this.holder) = (lease, dataset, holder);
            keeping = KeepAsync();
        }

        public async ValueTask DisposeAsync()
        {
            timer.Dispose();
            await keeping;
            await lease.GiveBackAsync(dataset, holder);
        }

        private async Task KeepAsync()
        {
            while (await timer.WaitForNextTickAsync())
            {
                await lease.TryAsync(dataset, holder, CancellationToken.None);
            }
        }
    }
}
