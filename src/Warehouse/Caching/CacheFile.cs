using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Caching;

/// <summary>Opens the cache's file, or something that serves as well: it holds nothing that is not in the lake.</summary>
internal static partial class CacheFile
{
    /// <summary>Footers of Parquet files are read once; lake files never change under their name.</summary>
    private const string Settings = "set global parquet_metadata_cache = true";

    public static DuckDatabase Open(string file, ILogger log)
    {
        var database = OpenAny(file, log);
        using var connection = database.Connect();
        connection.Execute(Settings);
        return database;
    }

    private static DuckDatabase OpenAny(string file, ILogger log)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            return DuckDatabase.Open(file);
        }
        catch (DuckException error) when (error.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            LogInUse(log, error);
            return DuckDatabase.Open(null);
        }
        catch (DuckException error)
        {
            // Written by another version of the library, or cut short: begin anew.
            LogUnreadable(log, error);
            File.Delete(file);
            File.Delete(file + ".wal");
            return DuckDatabase.Open(file);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Another process has the compute cache; this one keeps its tables in memory")]
    private static partial void LogInUse(ILogger log, Exception error);

    [LoggerMessage(LogLevel.Warning, "The compute cache cannot be read and is made anew")]
    private static partial void LogUnreadable(ILogger log, Exception error);
}
