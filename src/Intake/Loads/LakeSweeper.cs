using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Uploads;
using Phusa.Kernel.Data;
using Phusa.Warehouse.Contracts;

namespace Phusa.Intake.Loads;

/// <summary>
/// Removes what a crash, a cancelled load or an upload given up has left in the lake: files that are older than an hour
/// and that nothing in the records refers to. Whatever is being written now is younger.
/// </summary>
internal sealed class LakeSweeper(
    Lake lake, Database database, Datasets datasets, Versions versions, UploadStore uploads,
    IOptions<IntakeOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    /// <returns>How many files were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        await ForgetUploadsAsync(cancellation);
        var kept = await ReferencedAsync(cancellation);
        var running = (await database.ListAsync(new("select id from intake_load where outcome is null"),
            row => $"{row.Id("id"):n}", cancellation)).ToArray();
        return Sweep("drafts", _ => false)
            + Sweep("work", path => running.Any(id => path.Contains(id, StringComparison.Ordinal))) + Sweep("uploads", kept.Contains)
            + Sweep("versions", kept.Contains) + Sweep("rejects", kept.Contains) + Sweep("raw", kept.Contains);
    }

    private async Task ForgetUploadsAsync(CancellationToken cancellation)
    {
        var old = await uploads.ListUnchangedAsync(
            clock.GetUtcNow() - TimeSpan.FromHours(options.Value.UploadHours), cancellation);
        foreach (var upload in old)
        {
            await uploads.RemoveAsync(upload.Id, cancellation);
        }
    }

    /// <summary>Relative to the lake.</summary>
    private async Task<IReadOnlySet<string>> ReferencedAsync(CancellationToken cancellation)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        foreach (var dataset in await datasets.ListAsync(cancellation))
        {
            kept.UnionWith((await versions.ListAsync(dataset.Id, cancellation)).SelectMany(version => version.Files).Select(file => file.Path));
        }
        var loads = await database.ListAsync(new(
            "select sha256, accepted_file, rejects_file, outcome from intake_load"), row => (
                Raw: Lake.RawPath(row.Text("sha256")), Rejects: row.TextOrNull("rejects_file"),
                // Sound rows of a load that came to nothing are in its raw file as well.
                Accepted: row.IsNull("outcome") || row.Choice<LoadOutcome>("outcome") is not (LoadOutcome.Cancelled or LoadOutcome.Failed)
                    ? row.TextOrNull("accepted_file") : null), cancellation);
        kept.UnionWith(loads.SelectMany(load => new[] { load.Raw, load.Rejects, load.Accepted }).OfType<string>());
        var arriving = await database.ListAsync(new("select id from intake_upload"),
            row => Path.Combine("uploads", $"{row.Id("id"):n}.part"), cancellation);
        kept.UnionWith(arriving);
        return kept;
    }

    private int Sweep(string folder, Func<string, bool> isKept)
    {
        var root = lake.PathOf("");
        var start = lake.PathOf(folder);
        if (!Directory.Exists(start))
        {
            return 0;
        }
        var before = clock.GetUtcNow().UtcDateTime - Age;
        var old = Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories)
            .Where(file => File.GetLastWriteTimeUtc(file) < before && !isKept(Path.GetRelativePath(root, file))).ToList();
        old.ForEach(File.Delete);
        if (folder is "work" or "drafts")
        {
            foreach (var empty in Directory.EnumerateDirectories(start, "*", SearchOption.AllDirectories)
                .Where(path => Directory.GetLastWriteTimeUtc(path) < before && !Directory.EnumerateFileSystemEntries(path).Any()).ToList())
            {
                Directory.Delete(empty);
            }
        }
        return old.Count;
    }
}
