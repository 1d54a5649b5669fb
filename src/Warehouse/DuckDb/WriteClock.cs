namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// Counts writes in this process. DuckDB plans a statement with the statistics of its tables (a filter that every row
/// passes is dropped) and does not notice, when the prepared statement runs again, that rows were added since: the
/// answer would be wrong. So a statement is kept only while nothing is written.
/// </summary>
internal static class WriteClock
{
    private static long now;

    public static long Now => Interlocked.Read(ref now);

    /// <summary>Called before and after each write, so that what is planned during one is not kept either.</summary>
    public static void Tick() => Interlocked.Increment(ref now);
}
