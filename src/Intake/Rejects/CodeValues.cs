using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Rejects;

/// <summary>The values that a field may take, read once for all rows of a report.</summary>
internal sealed class CodeValues(IReadOnlyDictionary<string, Relation> relations)
{
    /// <summary>Longer lists are registers, in which a near match would be a guess.</summary>
    private const int Most = 20_000;

    /// <summary>Columns of a code list in which people's own words for a code are found.</summary>
    private static readonly string[] LabelFields = ["name", "name_vi", "title", "label"];

    private static readonly string[] SpellingFields = ["name_en", "short_name", "other_names"];

    private readonly Dictionary<string, IReadOnlyList<KnownCode>> known = [];

    public IReadOnlyList<KnownCode> Of(Field field) => field switch
    {
        { CodeList: { } list } => Cached(list.Name, null, list.LabelField),
        { References: [var target, ..] } => Cached(target.Dataset, target.Field, null),
        _ => [.. field.AcceptedValues.Select(value => new KnownCode(value))],
    };

    private IReadOnlyList<KnownCode> Cached(string dataset, string? column, string? label) =>
        known.TryGetValue($"{dataset}.{column}", out var values) ? values
            : known[$"{dataset}.{column}"] = relations.TryGetValue(dataset, out var relation)
                ? Read(relation, column ?? relation.Key, label) : [];

    private static List<KnownCode> Read(Relation relation, string key, string? chosen)
    {
        var label = LabelFields.Prepend(chosen).FirstOrDefault(name => name is not null && relation.Fields.Contains(name));
        string?[] columns = [key, label, .. SpellingFields.Where(relation.Fields.Contains)];
        var read = columns.Select(name => name is null ? "null::varchar" : $"{DuckSql.Identifier(name)}::varchar");
        using var database = DuckDatabase.Open(null, new Dictionary<string, string> { ["threads"] = "1" });
        using var connection = database.Connect();
        using var result = connection.Query(
            $"select distinct {string.Join(", ", read)} from {relation.Sql} where {DuckSql.Identifier(key)} is not null limit {Most}");
        return [.. result.Rows().Select(row => new KnownCode((string)row[0]!, (string?)row[1], Spellings(row.Skip(2))))];
    }

    private static string[] Spellings(IEnumerable<object?> cells) => [.. cells.OfType<string>()
        .SelectMany(cell => cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
}
