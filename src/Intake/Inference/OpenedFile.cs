using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Reading;
using Phusa.Intake.Staging;
using Phusa.Kernel.Outcomes;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Inference;

/// <summary>A file that is looked at without being loaded: a lake and a DuckDB of its own, both gone with it.</summary>
internal sealed class OpenedFile : IDisposable
{
    private readonly SourceOpener opener;
    private readonly FileInfo path;
    private readonly TextTraits traits;
    private readonly LoadCompute compute;
    private readonly Lake lake;
    private readonly CancellationToken cancellation;

    public OpenedFile(SourceOpener opener, FileInfo path, IntakeOptions options, CancellationToken cancellation)
    {
        (this.opener, this.path, this.cancellation) = (opener, path, cancellation);
        traits = TraitsOf(path, cancellation);
        compute = new LoadCompute(
            Path.Combine(Path.GetTempPath(), $"phusa-{Guid.NewGuid():n}"), options.LoadMemoryMegabytes, path.FullName);
        lake = new Lake(Path.Combine(compute.Folder, "lake"));
    }

    public DuckConnection Connection => compute.Connection;

    /// <summary>Reads the file under a contract, as it is and, where DuckDB refuses a line, record by record.</summary>
    public Outcome<TResult> Read<TResult>(DataContract contract, Func<Understanding, SourceTable, TResult> use)
    {
        try
        {
            var opened = Open(contract, careful: false);
            try
            {
                return opened.IsDone ? use(opened.Value.Understanding, opened.Value.Table) : new Refusal(opened.Problems);
            }
            catch (Exception refused) when (opened.IsDone && opened.Value.Table.NeedsCare(refused))
            {
                opened = Open(contract, careful: true);
                return opened.IsDone ? use(opened.Value.Understanding, opened.Value.Table) : new Refusal(opened.Problems);
            }
        }
        catch (UnreadableSourceException unreadable)
        {
            return new Refusal(new Problem("file", unreadable.Code, unreadable.Reason));
        }
        catch (DuckException) when (!cancellation.IsCancellationRequested
            && (ParquetSource.IsDamaged(path.FullName) || ParquetSource.IsDamaged(ZipEntries.UnpackedPath(compute.Folder))))
        {
            return new Refusal(new Problem("file", "parquet.damaged", T.SourceParquetDamaged(path.Name)));
        }
    }

    /// <summary>What a contract's checks find in the file. Code lists and references are not there to compare with.</summary>
    public Outcome<CheckMeasure> Check(DataContract contract) => Read(contract, (understanding, table) =>
    {
        var plan = CheckPlan.Of(contract, new Dictionary<string, Relation>()).Proven(Connection);
        var staged = new StageRows(lake, contract, plan, Connection, cancellation).Write(understanding, table);
        using (staged.File)
        {
            return staged.Measure.WithRecords(table.Broken.Count);
        }
    });

    public void Dispose() => compute.Dispose();

    private Outcome<(Understanding Understanding, SourceTable Table)> Open(DataContract contract, bool careful)
    {
        var file = new SourceFile(path.FullName, path.Name, "", null, null, null);
        return opener.Open(file, contract, traits, careful, compute.Folder, cancellation);
    }

    private static TextTraits TraitsOf(FileInfo path, CancellationToken cancellation)
    {
        var traits = new ByteTraits();
        var block = new byte[1 << 20];
        using var stream = new FileStream(path.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        int read;
        while ((read = stream.ReadAtLeast(block, block.Length, throwOnEndOfStream: false)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            traits.Observe(block.AsSpan(0, read));
        }
        return traits.Traits;
    }
}
