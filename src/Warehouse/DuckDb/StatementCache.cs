namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// The statements a connection used last, by text. Preparing costs far more than running a point query, and the query
/// API sends the same few texts with other values.
/// </summary>
internal sealed class StatementCache : IDisposable
{
    public const int Capacity = 64;

    // A text of many kilobytes (a long list of checks, say) is run once and would only take room.
    private const int LongestText = 16_384;

    private readonly Dictionary<string, LinkedListNode<Kept>> known = [];
    private readonly LinkedList<Kept> byUse = [];

    public static bool Takes(string sql) => sql.Length <= LongestText;

    public int Count => known.Count;

    public DuckStatement? Find(string sql)
    {
        if (!known.TryGetValue(sql, out var node))
        {
            return null;
        }
        if (node.Value.PlannedAt != WriteClock.Now)
        {
            Remove(sql);
            return null;
        }
        byUse.Remove(node);
        byUse.AddFirst(node);
        return node.Value.Statement;
    }

    /// <param name="sql">Its text.</param>
    /// <param name="statement">The cache disposes it.</param>
    /// <param name="plannedAt">The write clock before it was prepared.</param>
    public void Add(string sql, DuckStatement statement, long plannedAt)
    {
        if (known.Count == Capacity)
        {
            Remove(byUse.Last!.Value.Sql);
        }
        known[sql] = byUse.AddFirst(new Kept(sql, statement, plannedAt));
    }

    public void Remove(string sql)
    {
        if (known.Remove(sql, out var node))
        {
            byUse.Remove(node);
            node.Value.Statement.Dispose();
        }
    }

    public void Dispose()
    {
        foreach (var kept in byUse)
        {
            kept.Statement.Dispose();
        }
        known.Clear();
        byUse.Clear();
    }

    private sealed record Kept(string Sql, DuckStatement Statement, long PlannedAt);
}
