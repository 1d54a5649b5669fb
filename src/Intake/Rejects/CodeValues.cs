using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Rejects;

/// <summary>The values that a field may take, read once for all rows of a report.</summary>
internal sealed class CodeValues(IReadOnlyDictionary<string, Relation> relations)
{
    /// <summary>Longer lists are registers, in which a near match would be a guess.</summary>
    private const int Most = 20_000;

    private readonly Dictionary<string, IReadOnlyList<(string Code, string? Label)>> known = [];

    public IReadOnlyList<(string Code, string? Label)> Of(Field field) => field switch
    {
        { CodeList: { } list } => Cached(list.Name, null, list.LabelField),
        { References: [var target, ..] } => Cached(target.Dataset, target.Field, null),
        _ => [.. field.AcceptedValues.Select(value => (value, (string?)null))],
    };

    private IReadOnlyList<(string Code, string? Label)> Cached(string dataset, string? column, string? label) =>
        known.TryGetValue($"{dataset}.{column}", out var values) ? values
            : known[$"{dataset}.{column}"] = relations.TryGetValue(dataset, out var relation)
                ? Read(relation, column ?? relation.Key, Labels(relation, label)) : [];

    private static string? Labels(Relation relation, string? chosen) =>
        new[] { chosen, "name", "name_vi", "title", "label" }.FirstOrDefault(name => name is not null && relation.Fields.Contains(name));

    private static List<(string, string?)> Read(Relation relation, string key, string? label)
    {
        using var database = DuckDatabase.Open(null, new Dictionary<string, string> { ["threads"] = "1" });
        using var connection = database.Connect();
        var shown = label is null ? "null::varchar" : $"{DuckSql.Identifier(label)}::varchar";
        using var result = connection.Query(
            $"select distinct {DuckSql.Identifier(key)}::varchar, {shown} from {relation.Sql} where {DuckSql.Identifier(key)} is not null limit {Most}");
        return [.. result.Rows().Select(row => ((string)row[0]!, (string?)row[1]))];
    }
}
