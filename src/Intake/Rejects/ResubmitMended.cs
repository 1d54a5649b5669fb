using System.Text;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Kernel.Outcomes;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Rejects;

/// <summary>
/// Brings a file back with what was put right in it, as a load of its own that is checked like any other. Before a
/// load is committed the whole file comes back and takes its place; afterwards only the mended rows do, and join
/// those that are served. Rows that nobody touched are rejected again or stay where they are: none is lost.
/// </summary>
internal sealed class ResubmitMended(
    Lake lake, RejectReader rejects, MendStore mends, ReceiveLoad receive, LoadStore store, RunStore runs, RunLoad run)
{
    public async Task<Outcome<Load>> RunAsync(Load load, string by, CancellationToken cancellation)
    {
        var mended = await mends.OfAsync(load.Id, cancellation);
        if (mended.Count == 0 || await rejects.OpenAsync(load, suggesting: false, cancellation) is not { } file)
        {
            return new Refusal(new Problem("load", "load.nothing-mended", T.NothingMended));
        }
        var whole = load.Version is null;
        var again = new MendedFile(lake, load, file, mended);
        await using var content = await Task.Run(() => WriteAsync(again, whole), cancellation);
        var incoming = new IncomingFile(
            $"{Path.GetFileNameWithoutExtension(load.FileName)}-{T.MendedFileName}.csv", "upload", by, load.Mode,
            whole ? load.Resubmits : load.Id);
        var received = await receive.RunAsync(load.Dataset, incoming, content, cancellation);
        if (received.Value is { State: LoadState.Received } next)
        {
            await mends.ForgetAsync(load.Id, cancellation);
            if (whole)
            {
                await store.SaveReplacesAsync(next.Id, load.Id, cancellation);
            }
            await runs.CheckAgainAsync(next.Id, again.Choices(), cancellation);
            if (whole && await runs.MoveAsync(load.Id, LoadState.Checked, LoadState.Finished, cancellation))
            {
                await run.CancelAsync(load);
            }
        }
        return received;
    }

    /// <summary>A file of its own that is gone once it was received: it may be as large as what came.</summary>
    private async Task<FileStream> WriteAsync(MendedFile file, bool whole)
    {
        var path = lake.PathOf(Path.Combine("work", $"{Guid.NewGuid():n}.csv"));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var content = new FileStream(
            path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        await using (var writer = new StreamWriter(content, new UTF8Encoding(false), 1 << 16, leaveOpen: true))
        {
            await (whole ? file.WriteWholeAsync(writer) : file.WriteMendedAsync(writer));
        }
        content.Position = 0;
        return content;
    }
}
