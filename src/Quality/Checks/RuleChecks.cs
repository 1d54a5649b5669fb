using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Quality.Checks;

/// <summary>The checks that a contract asks for by rules: the standard's library, SQL, and the platform's kinds.</summary>
internal static class RuleChecks
{
    private static readonly Bound None = new(BoundOperator.Be, 0);

    public static IEnumerable<object> Of(
        DataContract contract, Field? field, QualityRule rule, IReadOnlyDictionary<string, Relation> relations)
    {
        object? made = rule.Type switch
        {
            RuleType.Sql => OfSql(contract, field, rule),
            RuleType.Library => OfMetric(contract, field, rule),
            RuleType.Custom when rule.Engine is null or "phusa" => KindChecks.Of(contract, field, rule, relations),
            RuleType.Custom => new SkippedCheck(
                Describe(rule, field, "custom", T.ExpressionRule(Text.Same(rule.Name)), T.TableFault),
                T.MissingRunner(rule.Engine)),
            _ => null,
        };
        return made is null ? [] : [made];
    }

    /// <summary>What a rule says of itself, with the contract's own message where it has one.</summary>
    public static Check Describe(
        QualityRule rule, Field? field, string kind, Text expected, Text fault, params IReadOnlyList<string> fields)
    {
        var own = rule.MessageVi is null && rule.MessageEn is null ? (Text?)null : Text.Pair(
            rule.MessageVi ?? rule.MessageEn!, rule.MessageEn ?? rule.MessageVi!);
        return new(rule.Name, kind, fields is [] && field is not null ? [field.Name] : fields,
            rule.Criterion ?? QualityCriterion.Correct, rule.Severity, own ?? expected, fault);
    }

    /// <summary>A query that gives one number to compare, or, without a bound, the number of rows at fault.</summary>
    private static TableCheck OfSql(DataContract contract, Field? field, QualityRule rule)
    {
        var sql = rule.Query!
            .Replace("${", "{", StringComparison.Ordinal)
            .Replace("{object}", "{rows}", StringComparison.Ordinal)
            .Replace("{table}", "{rows}", StringComparison.Ordinal)
            .Replace("{property}", field is null ? contract.TableName : SqlValue.Column(field.Name), StringComparison.Ordinal)
            .Replace("{column}", field is null ? contract.TableName : SqlValue.Column(field.Name), StringComparison.Ordinal);
        var bound = rule.Bound ?? None;
        return new(Describe(rule, field, "sql", T.TableRule(Bounds.Word(bound)), T.TableFault), sql, bound,
            IsFailingRows: rule.Bound is null, InPercent: rule.Unit == RuleUnit.Percent);
    }

    private static TableCheck? OfMetric(DataContract contract, Field? field, QualityRule rule)
    {
        var column = field is null ? null : SqlValue.Column(field.Name);
        var bound = rule.Bound ?? None;
        var word = Bounds.Word(bound);
        return rule.Metric switch
        {
            "rowCount" => new(Describe(rule, field, "rowCount", T.RowsRule(word), T.TableFault),
                "select count(*) from {rows}", bound, false, false),
            "nullValues" or "missingValues" when column is not null => new(
                Describe(rule, field, rule.Metric, T.TableRule(word), T.TableFault),
                $"select count(*) - count({column}) from {{rows}}", bound, true, rule.Unit == RuleUnit.Percent),
            "duplicateValues" => new(Describe(rule, field, "duplicateValues", T.TableRule(word), T.TableFault),
                $"select count(*) from ({KeyChecks.Repeated(Duplicated(field, rule))})", bound, true,
                rule.Unit == RuleUnit.Percent),
            "invalidValues" when column is not null && rule.Arguments.GetValueOrDefault("pattern") is string pattern => new(
                Describe(rule, field, "invalidValues", T.PatternRule(Text.Same(pattern)), T.PatternFault),
                $"select count(*) from {{rows}} where not regexp_full_match({column}::varchar, {SqlValue.Of(pattern)})",
                bound, true, rule.Unit == RuleUnit.Percent),
            // Accepted values are checked row by row, by FieldChecks.
            _ => null,
        };
    }

    private static IReadOnlyList<string> Duplicated(Field? field, QualityRule rule) => field is not null
        ? [field.Name]
        : [.. (rule.Arguments.GetValueOrDefault("properties") as IReadOnlyList<object?> ?? []).OfType<string>()];
}
