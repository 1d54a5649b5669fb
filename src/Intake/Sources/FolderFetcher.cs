using Microsoft.Extensions.Options;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;

namespace Phusa.Intake.Sources;

/// <summary>
/// Takes the oldest file that lies in a watched folder and is no longer growing; once its bytes are safe it is moved to
/// <c>done/</c>. Others wait for the next run.
/// </summary>
internal sealed class FolderFetcher(IOptions<IntakeOptions> options, TimeProvider clock) : Fetcher
{
    /// <summary>A file that changed since may still be being written.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public override SourceKind Kind => SourceKind.Folder;

    public override Task TryAsync(SourceDeclaration settings, CancellationToken cancellation)
    {
        Inside(settings.Location);
        return Task.CompletedTask;
    }

    public override Task<Fetched> FetchAsync(Source source, CancellationToken cancellation)
    {
        var folder = Inside(source.Settings.Location);
        var quiet = clock.GetUtcNow().UtcDateTime - Quiet;
        var file = Directory.EnumerateFiles(folder).Where(path => !Path.GetFileName(path).StartsWith('.'))
            .Select(path => new FileInfo(path)).Where(one => one.LastWriteTimeUtc < quiet)
            .OrderBy(one => one.LastWriteTimeUtc).FirstOrDefault();
        if (file is null)
        {
            return Task.FromResult(Fetched.Nothing(null));
        }
        var content = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        return Task.FromResult(new Fetched(file.Name, content, null, () => PutAway(file)));
    }

    private static void PutAway(FileInfo file)
    {
        var done = Directory.CreateDirectory(Path.Combine(file.DirectoryName!, "done"));
        file.MoveTo(Path.Combine(done.FullName, file.Name), overwrite: true);
    }

    /// <summary>Only what lies inside the folder that the installation names for this may be read.</summary>
    private string Inside(string location)
    {
        if (options.Value.WatchedFolder is not { Length: > 0 } root)
        {
            throw new SourceException("source.folder", T.SourceFolderNone);
        }
        var (top, wanted) = (Path.GetFullPath(root), Path.GetFullPath(Path.Combine(root, location)));
        return (wanted == top || wanted.StartsWith(top + Path.DirectorySeparatorChar, StringComparison.Ordinal)) && Directory.Exists(wanted)
            ? wanted
            : throw new SourceException("source.folder", T.SourceFolder(location));
    }
}
