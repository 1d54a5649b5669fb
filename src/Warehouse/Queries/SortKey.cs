using Phusa.Catalog.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>A field that rows are sorted by; rows without a value come last either way.</summary>
/// <param name="Sql">The value itself, as a cursor keeps it.</param>
/// <param name="Compared">What rows are ordered and compared by.</param>
internal sealed record SortKey(string Sql, string Compared, FieldType Type, bool Descending)
{
    public static SortKey Of(Field field, Sight sight, QuerySource source, bool descending)
    {
        var (sql, type) = (sight.Sql(field), sight.TypeOf(field));
        return new(sql, DictionaryOrder.Applies(type, source) ? DictionaryOrder.Sql(sql) : sql, type, descending);
    }

    public string Order => Compared + (Descending ? " desc nulls last" : " nulls last");
}

/// <summary>
/// Texts as a Vietnamese dictionary has them: đ behind d, ă and â behind a, tones last. Comparing so costs about 40 ms
/// for each 100,000 rows, where bytes cost 2: versions over <c>Query.MostInDictionaryOrder</c> rows are sorted by bytes.
/// </summary>
internal static class DictionaryOrder
{
    public static bool Applies(FieldType type, QuerySource source) => type == FieldType.Text && source.InDictionaryOrder;

    public static string Sql(string text) => text + " collate vi";
}
