using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>The columns of a grouped answer: groups, the time bucket, then figures; the count of rows when none is asked.</summary>
internal sealed class GroupSql(Query query, Sight sight)
{
    public List<(string Sql, AnswerColumn Column, bool IsGroup)> Columns()
    {
        if (query.Fields.Count > 0)
        {
            sight.Problems.Add(new("select", "query.fields-and-groups", T.QueryFieldsAndGroups));
        }
        var columns = new List<(string Sql, AnswerColumn Column, bool IsGroup)>();
        foreach (var field in query.GroupBy.Select(name => sight.Find(name, "group")).OfType<Field>())
        {
            columns.Add((sight.Sql(field), new(field.Name, field, sight.IsMasked(field)), true));
        }
        if (query.Bucket is { } bucket && Bucketed(bucket) is { } bucketed)
        {
            columns.Add(bucketed);
        }
        IReadOnlyList<Aggregate> figures = query.Aggregates.Count > 0 ? query.Aggregates : [new(AggregateFunction.Count)];
        columns.AddRange(figures.Select(Figure).OfType<(string, AnswerColumn, bool)>());
        foreach (var twice in columns.GroupBy(one => one.Column.Name).Where(group => group.Count() > 1))
        {
            sight.Problems.Add(new("group", "query.duplicate-column", T.QueryDuplicateColumn(twice.Key)));
        }
        return columns;
    }

    private (string, AnswerColumn, bool)? Bucketed(TimeBucket bucket)
    {
        if (sight.Find(bucket.Field, "bucket") is not { } field)
        {
            return null;
        }
        if (sight.TypeOf(field) is not (FieldType.Date or FieldType.Timestamp))
        {
            sight.Problems.Add(new("bucket", "query.bucket-not-date", T.QueryBucketNotDate(field.Name)));
            return null;
        }
        var unit = OperatorNames.Of(bucket.Unit);
        return ($"date_trunc('{unit}', {sight.Sql(field)})::date", new($"{field.Name}_{unit}", field), true);
    }

    private (string, AnswerColumn, bool)? Figure(Aggregate figure)
    {
        var name = OperatorNames.Of(figure.Function);
        if (figure.Field is null)
        {
            if (figure.Function == AggregateFunction.Count)
            {
                return ("count(*)", new("count", null), false);
            }
            sight.Problems.Add(new("agg", "query.needs-field", T.QueryNeedsField(name,
                sight.Visible.FirstOrDefault(field => Applies(figure.Function, field.Type))?.Name ?? "x")));
            return null;
        }
        if (sight.Find(figure.Field, "agg") is not { } field)
        {
            return null;
        }
        if (!Applies(figure.Function, sight.TypeOf(field)))
        {
            sight.Problems.Add(new("agg", "query.function-not-for-type", T.QueryFunctionNotForType(name, field.Name)));
            return null;
        }
        var sql = sight.Sql(field);
        return (figure.Function switch
        {
            AggregateFunction.CountDistinct => $"count(distinct {sql})",
            _ => $"{name}({sql})",
        }, new($"{name}_{field.Name}", field, sight.IsMasked(field)), false);
    }

    private static bool Applies(AggregateFunction function, FieldType type) => function switch
    {
        AggregateFunction.Sum or AggregateFunction.Avg or AggregateFunction.Median =>
            type is FieldType.Integer or FieldType.Number or FieldType.Decimal,
        AggregateFunction.Min or AggregateFunction.Max => type is not (FieldType.Json or FieldType.Geometry),
        _ => true,
    };
}
