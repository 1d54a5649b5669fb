using System.Globalization;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Loads;

/// <summary>
/// A DuckDB in memory for one load, with its own bounded memory and folder for what does not fit; nothing of it is
/// kept, and nothing that a load does can disturb queries. SQL of a contract runs here behind its own gate; that nothing
/// outside the named places can be reached is the second lock.
/// </summary>
internal sealed class LoadCompute : IDisposable
{
    private readonly DuckDatabase database;

    /// <param name="memoryMegabytes">For buffers; rows beyond it go to <paramref name="folder"/>.</param>
    /// <param name="reach">The folder or the file that may be reached besides <paramref name="folder"/>.</param>
    public LoadCompute(string folder, int memoryMegabytes, string reach)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        database = DuckDatabase.Open(null, new Dictionary<string, string>
        {
            ["memory_limit"] = string.Create(CultureInfo.InvariantCulture, $"{memoryMegabytes}MB"),
            ["temp_directory"] = folder,
            ["threads"] = Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
        });
        Connection = database.Connect();
        Connection.TrackProgress();
        Connection.Execute(
            $"""
            set allowed_directories = [{Listed(folder, reach)}]; set allowed_paths = [{Listed(reach)}];
            set enable_external_access = false
            """);
    }

    public DuckConnection Connection { get; }

    /// <summary>A folder of this load alone, gone with it.</summary>
    public string Folder { get; }

    // DuckDB compares the text of paths, and callers may have come by a relative one.
    private static string Listed(params string[] paths) => string.Join(", ",
        paths.Concat(paths.Select(Path.GetFullPath)).Distinct().Select(DuckSql.Literal));

    public void Dispose()
    {
        Connection.Dispose();
        database.Dispose();
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }
}
