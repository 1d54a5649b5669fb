using Phusa.Warehouse.Queries;

namespace Phusa.Warehouse.Caching;

/// <summary>What the cache knows of one version; changed under its owner's lock only.</summary>
internal sealed class VersionTable(string key)
{
    /// <summary>Over the lake's Parquet.</summary>
    public QuerySource View { get; } = new($"\"p_{key}\"", HasFold: false);

    /// <summary>The native table, once <see cref="IsFilled"/>.</summary>
    public QuerySource Table(bool hasFold) => new($"\"{VersionTables.Prefix}{key}\"", hasFold);

    public bool HasView { get; set; }

    public bool IsFilled { get; set; }

    public Task? Filling { get; set; }

    public long Bytes { get; set; }

    public long LastUse { get; set; }

    public int Readers { get; set; }
}

/// <summary>Keeps a table from being dropped while it is read.</summary>
internal sealed class TableLease(QuerySource source, Action release) : IDisposable
{
    public QuerySource Source => source;

    public void Dispose() => release();
}
