namespace Phusa.Warehouse.Queries;

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
            // Texts that are equal in the dictionary's order though their bytes differ are told apart by their place.
            var key = keys[i].Compared;
            sql = $"({key} {beyond} {bound} or {keys[i].Sql} is null or ({key} = {bound} and {sql}))";
        }
        return sql;
    }
}
