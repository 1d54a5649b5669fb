using Phusa.Catalog.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>Words that must all stand in a row's text: <c>giao</c> finds <c>giáo</c>, <c>da</c> finds <c>Đá</c>.</summary>
internal static class TextSql
{
    private const int MostWords = 12;

    public static IEnumerable<Field> Fields(DataContract contract) =>
        contract.Fields.Where(field => field.Type is FieldType.Text);

    public static string Folded(IEnumerable<string> columns) =>
        FilterSql.Fold($"concat_ws(' ', {string.Join(", ", columns)})");

    public static string? Of(string? text, Sight sight, QuerySource source)
    {
        string[] words = [.. (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct()];
        if (words.Length == 0)
        {
            return null;
        }
        if (words.Length > MostWords || words.Any(word => word.Contains('\0', StringComparison.Ordinal)))
        {
            sight.Problems.Add(new("q", "query.too-many-words", T.QueryTooManyWords(MostWords)));
            return null;
        }
        // What is masked or hidden must not be found either, so it takes no part.
        var all = Fields(sight.Contract).ToList();
        var open = all.FindAll(sight.IsFull);
        if (open.Count == 0)
        {
            return "false";
        }
        var row = source.HasFold && open.Count == all.Count ? QuerySource.Fold : Folded(open.Select(sight.Sql));
        return string.Join(" and ",
            words.Select(word => $"contains({row}, {FilterSql.Fold(sight.Values.Bind(word))})"));
    }
}
