using System.Text.Json;
using Phusa.Kernel.Data;
using Phusa.Kernel.Jobs;

namespace Phusa.Exchange.Federation;

/// <summary>Runs a copy whose turn it is, among the loads: it is one of them, and goes on after a restart.</summary>
internal sealed class CopyJob(SyncCopy sync, CopyStore store, TimeProvider clock) : JobHandler
{
    public const string Name = "exchange.copy";

    private static readonly TimeSpan Later = TimeSpan.FromHours(1);

    public override string Kind => Name;

    /// <summary>What is wrong with the peer or the rows is noted with the copy, and no failure of the job.</summary>
    public override Task RunAsync(Job job, CancellationToken cancellation) => sync.RunAsync(Id(job), cancellation);

    public override async Task GiveUpAsync(Job job, CancellationToken cancellation)
    {
        if (await store.FindAsync(Id(job), cancellation) is { } copy)
        {
            await store.NoteAsync(copy with { DueAt = clock.GetUtcNow() + Later }, null, cancellation);
        }
    }

    private static Guid Id(Job job) => JsonSerializer.Deserialize<Guid>(job.Payload, JsonStorage.Options);
}
