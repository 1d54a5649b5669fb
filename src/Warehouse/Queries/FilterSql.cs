using Phusa.Catalog.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Warehouse.Queries;

/// <summary>A filter as an SQL condition, checked against the contract; every problem is noted, not only the first.</summary>
internal sealed class FilterSql(Sight sight)
{
    private const int DeepestNesting = 20;
    private const int MostConditions = 500;
    private const int MostValues = 1_000;

    private int conditions;

    public string Of(Filter filter) => Of(filter, 0);

    /// <summary>What <c>q</c> and <c>like</c> compare by: no case, no accents, đ as d.</summary>
    public static string Fold(string sql) => $"translate(strip_accents(lower({sql})), 'đ', 'd')";

    private string Of(Filter filter, int depth)
    {
        if (depth > DeepestNesting || ++conditions > MostConditions)
        {
            if (sight.Problems.All(problem => problem.Code != "query.too-deep"))
            {
                sight.Problems.Add(new("where", "query.too-deep", T.QueryTooDeep(DeepestNesting)));
            }
            return "true";
        }
        return filter switch
        {
            And { Parts.Count: 0 } => "true",
            Or { Parts.Count: 0 } => "false",
            And and => $"({string.Join(" and ", and.Parts.Select(part => Of(part, depth + 1)))})",
            Or or => $"({string.Join(" or ", or.Parts.Select(part => Of(part, depth + 1)))})",
            Not not => $"({Of(not.Part, depth + 1)} is not true)",
            Condition condition => Comparison(condition),
            _ => throw new ArgumentException($"A filter of type {filter.GetType()} is not known", nameof(filter)),
        };
    }

    private string Comparison(Condition condition)
    {
        if (sight.Find(condition.Field, condition.Field) is not { } field || !Fits(condition, field))
        {
            return "true";
        }
        var type = sight.TypeOf(field);
        var values = condition.Values.Select(value => Value(field, type, value)).ToList();
        if (values.Contains(null))
        {
            return "true";
        }
        return Sql(condition.Operator, sight.Sql(field), [.. values.Select(value => value!)]);
    }

    private string Sql(FilterOperator op, string column, List<object> values) => op switch
    {
        FilterOperator.Eq => $"{column} = {Bind(values[0])}",
        FilterOperator.Neq => $"{column} is distinct from {Bind(values[0])}",
        FilterOperator.Gt => $"{column} > {Bind(values[0])}",
        FilterOperator.Gte => $"{column} >= {Bind(values[0])}",
        FilterOperator.Lt => $"{column} < {Bind(values[0])}",
        FilterOperator.Lte => $"{column} <= {Bind(values[0])}",
        FilterOperator.Between => $"{column} between {Bind(values[0])} and {Bind(values[1])}",
        FilterOperator.In => $"{column} in ({string.Join(", ", Padded(values).Select(Bind))})",
        FilterOperator.Like => $"contains({Fold(column)}, {Fold(Bind(values[0]))})",
        FilterOperator.StartsWith => $"starts_with({column}, {Bind(values[0])})",
        FilterOperator.IsNull => $"{column} is null",
        _ => $"{column} is not null",
    };

    private string Bind(object value) => sight.Values.Bind(value);

    /// <summary>Lists of a few lengths only, so that a statement once prepared serves lists of other lengths.</summary>
    private static IEnumerable<object> Padded(List<object> values)
    {
        var length = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)values.Count);
        return values.Concat(Enumerable.Repeat(values[^1], length - values.Count));
    }

    private object? Value(Field field, FieldType type, string text)
    {
        var value = FieldValue.Parse(type, text);
        if (value is null)
        {
            sight.Problems.Add(new(field.Name, "query.wrong-value",
                T.QueryWrongValue(text, field.Name, FieldValue.Expected(type))));
        }
        return value;
    }

    private bool Fits(Condition condition, Field field)
    {
        var name = OperatorNames.Of(condition.Operator);
        var count = condition.Values.Count;
        int? needed = condition.Operator switch
        {
            FilterOperator.IsNull or FilterOperator.NotNull => 0,
            FilterOperator.Between => 2,
            FilterOperator.In => null,
            _ => 1,
        };
        var (code, message) = needed is { } exact && count != exact
            ? ("query.wrong-count", T.QueryWrongCount(name, exact, count))
            : needed is null && count == 0 ? ("query.no-values", T.QueryNoValues(name))
            : count > MostValues ? ("query.too-many-values", T.QueryTooManyValues(MostValues))
            : !Applies(condition.Operator, sight.TypeOf(field))
                ? ("query.operator-not-for-type", T.QueryOperatorNotForType(name, field.Name))
            : ("", default);
        if (code.Length > 0)
        {
            sight.Problems.Add(new(field.Name, code, message));
        }
        return code.Length == 0;
    }

    private static bool Applies(FilterOperator op, FieldType type) => op switch
    {
        FilterOperator.Like => type is FieldType.Text or FieldType.Json,
        FilterOperator.StartsWith => type is FieldType.Text,
        FilterOperator.Gt or FilterOperator.Gte or FilterOperator.Lt or FilterOperator.Lte or FilterOperator.Between =>
            type is not (FieldType.Boolean or FieldType.Json or FieldType.Geometry),
        _ => true,
    };
}
