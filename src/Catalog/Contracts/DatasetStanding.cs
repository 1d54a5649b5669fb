namespace Phusa.Catalog.Contracts;

/// <summary>What the catalogue shows of a dataset's served version; modules downstream know it.</summary>
/// <param name="Version">Null while nothing was loaded.</param>
/// <param name="Score">The total of the six scores, 0–100.</param>
public sealed record DatasetStanding(
    long? Version = null, long? Rows = null, DateTimeOffset? UpdatedAt = null, double? Score = null)
{
    /// <summary>Of a dataset that has a contract and no rows yet.</summary>
    public static readonly DatasetStanding Empty = new();
}

/// <summary>Where the catalogue's search gets the standing of every dataset from.</summary>
public interface IDatasetStandings
{
    /// <summary>A short text that differs whenever any standing does; asked for at most once a second.</summary>
    Task<string> StampAsync(CancellationToken cancellation);

    /// <summary>By dataset; those without a version are left out.</summary>
    Task<IReadOnlyDictionary<Guid, DatasetStanding>> ReadAsync(CancellationToken cancellation);
}
