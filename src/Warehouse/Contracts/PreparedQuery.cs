using Phusa.Catalog.Contracts;

namespace Phusa.Warehouse.Contracts;

/// <summary>A query that was found right for a version, its contract and the caller; made by <see cref="QueryRunner"/>.</summary>
public sealed class PreparedQuery
{
    internal PreparedQuery(
        Query query, DatasetVersion version, DataContract contract, QueryAccess access,
        IReadOnlyList<AnswerColumn> columns, string eTag)
    {
        (Query, Version, Contract, Access, Columns, ETag) = (query, version, contract, access, columns, eTag);
    }

    public Query Query { get; }

    public DatasetVersion Version { get; }

    public DataContract Contract { get; }

    public IReadOnlyList<AnswerColumn> Columns { get; }

    /// <summary>
    /// The same for the same dataset version, query and sight of the caller, quoted as HTTP wants it. Versions never
    /// change, so an answer with this tag is right for ever.
    /// </summary>
    public string ETag { get; }

    /// <summary>How many rows there are in all, where nothing narrows them down; null when it would have to be counted.</summary>
    public long? Total => Query is { Where: null, Text: null, Box: null, Distinct: false, IsGrouped: false }
        && Access.Rows is null ? Version.Rows : null;

    internal QueryAccess Access { get; }
}

/// <summary>A column of the answer.</summary>
/// <param name="Field">The field it shows or counts; null for the count of rows.</param>
public sealed record AnswerColumn(string Name, Field? Field, bool IsMasked = false);

/// <summary>A page of rows in memory, for pages that show it.</summary>
/// <param name="Rows">Values as .NET holds them, in the order of the columns.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="Total">Null when it would have to be counted.</param>
public sealed record QueryPage(
    IReadOnlyList<AnswerColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, string? Next, long? Total);
