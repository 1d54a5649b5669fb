using System.Globalization;
using System.Text.Json;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>A query as one text that no query with another answer has.</summary>
internal static class QueryText
{
    public static string Of(Query query) => JsonSerializer.Serialize<string?[]>(
    [
        List(query.Fields), FilterText.Of(query.Where), query.Text, List(query.Sort.Select(Sort)), Number(query.Limit),
        query.After, Number(query.Offset), List(query.GroupBy),
        List(query.Aggregates.Select(one => $"{one.Function}.{one.Field}")), query.Distinct ? "distinct" : null,
        query.Bucket is { } bucket ? $"{bucket.Unit}.{bucket.Field}" : null,
        query.Box is { } box ? List([R(box.West), R(box.South), R(box.East), R(box.North)]) : null,
    ]);

    /// <summary>The order of rows, which a cursor belongs to.</summary>
    public static string Order(Query query) => string.Join(',', query.Sort.Select(Sort));

    private static string Sort(Sort sort) => sort.Descending ? "-" + sort.Field : sort.Field;

    private static string List(IEnumerable<string> parts) => JsonSerializer.Serialize(parts);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string R(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
