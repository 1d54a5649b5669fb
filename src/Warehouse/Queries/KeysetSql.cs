using Phusa.Catalog.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>A field that rows are sorted by; rows without a value come last either way.</summary>
internal sealed record SortKey(string Sql, FieldType Type, bool Descending)
{
    public string Order => Sql + (Descending ? " desc nulls last" : " nulls last");
}

/// <summary>The rows behind a cursor, so that the thousandth page costs what the first does.</summary>
internal static class KeysetSql
{
    /// <summary>Null when a value of the cursor is none of its field.</summary>
    public static string? After(IReadOnlyList<SortKey> keys, Cursor cursor, SqlValues values)
    {
        var row = $"{QuerySource.Id} > {values.Bind(cursor.Row)}";
        var sql = row;
        for (var i = keys.Count - 1; i >= 0; i--)
        {
            if (cursor.Values[i] is not { } text)
            {
                sql = $"({keys[i].Sql} is null and {sql})";
                continue;
            }
            if (FieldValue.Parse(keys[i].Type, text) is not { } value)
            {
                return null;
            }
            var bound = values.Bind(value);
            var beyond = keys[i].Descending ? "<" : ">";
            sql = $"({keys[i].Sql} {beyond} {bound} or {keys[i].Sql} is null or ({keys[i].Sql} = {bound} and {sql}))";
        }
        return sql;
    }
}
