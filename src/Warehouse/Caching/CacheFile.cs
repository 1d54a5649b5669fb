using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Caching;

/// <summary>Opens the cache's file, or something that serves as well: it holds nothing that is not in the lake.</summary>
internal static partial class CacheFile
{
    private static readonly Dictionary<string, string> Settings = new() { ["parquet_metadata_cache"] = "true" };

    public static DuckDatabase Open(string file, ILogger log)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            return DuckDatabase.Open(file, Settings);
        }
        catch (DuckException error) when (error.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            LogInUse(log, error);
            return DuckDatabase.Open(null, Settings);
        }
        catch (DuckException error)
        {
            // Written by another version of the library, or cut short: begin anew.
            LogUnreadable(log, error);
            File.Delete(file);
            File.Delete(file + ".wal");
            return DuckDatabase.Open(file, Settings);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Another process has the compute cache; this one keeps its tables in memory")]
    private static partial void LogInUse(ILogger log, Exception error);

    [LoggerMessage(LogLevel.Warning, "The compute cache cannot be read and is made anew")]
    private static partial void LogUnreadable(ILogger log, Exception error);
}
