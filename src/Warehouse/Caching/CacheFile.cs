using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Caching;

/// <summary>Opens the cache's file, or something that serves as well: it holds nothing that is not in the lake.</summary>
internal static partial class CacheFile
{
    public static DuckDatabase Open(string file, ILogger log)
    {
        var database = OpenFile(file, log);
        using var connection = database.Connect();
        // Files of the lake never change, so what was read of their footers stays right.
        connection.Execute("set global parquet_metadata_cache = true");
        // A sorted page first finds its rows by the sorted fields alone and then reads the others; by default this ends
        // at 50 rows, just short of a page of 50 and the one that tells of the next.
        connection.Execute("set global late_materialization_max_rows = 1001");
        // Those rows are then looked for by their exact numbers. Above this count, 50 by default, a Bloom filter is used,
        // whose few wrong guesses fall into every block, so that the whole table would be unpacked for one page.
        connection.Execute("set global dynamic_or_filter_threshold = 1001");
        return database;
    }

    private static DuckDatabase OpenFile(string file, ILogger log)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            return DuckDatabase.Open(file);
        }
        catch (DuckException error) when (error.Message.Contains("lock", StringComparison.OrdinalIgnoreCase))
        {
            LogInUse(log);
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

    [LoggerMessage(LogLevel.Information, "Another process has the compute cache; this one keeps its tables in memory")]
    private static partial void LogInUse(ILogger log);

    [LoggerMessage(LogLevel.Warning, "The compute cache cannot be read and is made anew")]
    private static partial void LogUnreadable(ILogger log, Exception error);
}
