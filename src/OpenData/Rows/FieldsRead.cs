using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Rows;

/// <summary>
/// The fields that an answer tells of: those it shows, and those that its rows were chosen or sorted by, because
/// whoever asks for the rows of one number learns whose they are.
/// </summary>
internal static class FieldsRead
{
    public static IReadOnlySet<string> Of(PreparedQuery prepared, RowFormat format)
    {
        var (query, contract) = (prepared.Query, prepared.Contract);
        var isAnywhere = query.Text is not null || query.Box is not null || format == RowFormat.GeoJson;
        return (isAnywhere ? contract.Fields.Select(field => field.Name)
            : prepared.Columns.Select(column => column.Field?.Name).OfType<string>()
                .Concat(query.Sort.Select(sort => sort.Field)).Concat(query.GroupBy).Concat(Named(query.Where)))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Named(Filter? filter) => filter switch
    {
        And and => and.Parts.SelectMany(Named),
        Or or => or.Parts.SelectMany(Named),
        Not not => Named(not.Part),
        Condition condition => [condition.Field],
        _ => [],
    };
}
