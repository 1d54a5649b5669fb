using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>What committing a load would change.</summary>
/// <param name="Before">Number of the served version it was counted against; 0 when there is none.</param>
/// <param name="Added">Null, like the others, for a dataset without a key.</param>
/// <param name="Rows">Rows served afterwards.</param>
internal sealed record Difference(long Before, long BeforeRows, long? Added, long? Changed, long? Removed, long Rows)
{
    /// <summary>Rows of the served version that stay as they are.</summary>
    public long? Kept => Changed is null ? null : BeforeRows - Changed - Removed;

    /// <summary>Sums that are meaningful, before and after; none for a first version.</summary>
    public IReadOnlyList<TotalChange> Totals { get; init; } = [];
}

/// <summary>Counts what a checked load would change, by key, before anybody commits it.</summary>
internal sealed class CountDifference(
    Lake lake, Datasets datasets, Versions versions, IOptions<IntakeOptions> options)
{
    public async Task<Difference> RunAsync(Load load, CancellationToken cancellation)
    {
        var contract = await datasets.ContractAsync(load.DatasetId, load.ContractVersion, cancellation);
        var before = await versions.CurrentAsync(load.DatasetId, cancellation);
        // Where nothing is served yet there is nothing to compare with.
        return before is null ? OfFirst(load, contract) : await Task.Factory.StartNew(
            () => Run(load, contract, before, cancellation), cancellation, TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    private static Difference OfFirst(Load load, DataContract contract)
    {
        var counts = Merge.CountFirst(contract, load.Accepted!.Value, load.Mode);
        return new Difference(0, 0, counts?.Added, counts?.Changed, counts?.Removed, load.Mode == LoadMode.Delete ? 0 : load.Accepted.Value);
    }

    private Difference Run(Load load, DataContract contract, DatasetVersion before, CancellationToken cancellation)
    {
        var bytes = new FileInfo(lake.PathOf(load.AcceptedFile!)).Length;
        var file = new VersionFile(load.AcceptedFile!, load.Accepted!.Value, bytes, load.Id);
        using var compute = new LoadCompute(
            lake.PathOf(Path.Combine("work", $"{load.Id:n}-compare")), options.Value.LoadMemoryMegabytes, lake.PathOf(""));
        using var interrupt = compute.Connection.Use(cancellation);
        var merge = new Merge(lake, compute.Connection, contract);
        var counts = merge.Count(before, file, load.Mode);
        var rows = load.Mode switch
        {
            LoadMode.Append => before.Rows + file.Rows,
            LoadMode.Upsert => before.Rows + (counts?.Added ?? 0),
            LoadMode.Delete => before.Rows - (counts?.Removed ?? 0),
            _ => file.Rows,
        };
        return new Difference(before.Number, before.Rows, counts?.Added, counts?.Changed, counts?.Removed, rows)
        {
            Totals = before.Files.Count == 0 ? [] : TotalChange.Of(
                compute.Connection, contract, load.Mode, merge.Projection(file), merge.Projection(before.Files)),
        };
    }
}
