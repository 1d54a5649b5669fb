using System.Globalization;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Queries;

/// <summary>A statement whose text depends on the query's shape only, its values, and what its columns are.</summary>
/// <param name="Keys">Columns behind the answer's own that say where a row stands: for the cursor.</param>
internal sealed record CompiledQuery(
    string Sql, IReadOnlyList<object?> Values, IReadOnlyList<AnswerColumn> Columns, int Keys)
{
    /// <summary>For files that hold the answer's columns only, and no row to tell that there are more.</summary>
    public CompiledQuery WithoutKeys(int limit) => this with
    {
        Sql = string.Create(CultureInfo.InvariantCulture,
            $"select {string.Join(", ", Columns.Select(column => DuckSql.Identifier(column.Name)))} from ({Sql}) limit {limit}"),
        Keys = 0,
    };
}

/// <summary>A table or view of a version's rows.</summary>
/// <param name="Name">Quoted.</param>
/// <param name="HasFold">Whether it holds the text fields folded, in <see cref="Fold"/>.</param>
/// <param name="InDictionaryOrder">Whether texts are sorted as <see cref="DictionaryOrder"/> says, not by their bytes.</param>
internal sealed record QuerySource(string Name, bool HasFold, bool InDictionaryOrder = false)
{
    /// <summary>The place of a row in its version, rising in the order in which rows are read.</summary>
    public const string Id = "_id";

    /// <summary>All text fields of a row in one folded text, so that a search need not fold every row anew.</summary>
    public const string Fold = "_fold";

    public static readonly QuerySource None = new("nothing", false);
}
