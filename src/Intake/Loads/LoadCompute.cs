using System.Globalization;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Loads;

/// <summary>
/// A DuckDB in memory for one load, with its own bounded memory and folder for what does not fit; nothing of it is
/// kept, and nothing that a load does can disturb queries.
/// </summary>
internal sealed class LoadCompute : IDisposable
{
    private readonly DuckDatabase database;

    /// <param name="memoryMegabytes">For buffers; rows beyond it go to <paramref name="folder"/>.</param>
    public LoadCompute(string folder, int memoryMegabytes)
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
    }

    public DuckConnection Connection { get; }

    /// <summary>A folder of this load alone, gone with it.</summary>
    public string Folder { get; }

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
