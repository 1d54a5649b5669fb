using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Quality.Checks;

/// <summary>The checks that a contract asks for by rules: the standard's library, SQL, and the platform's kinds.</summary>
internal static class RuleChecks
{
    private static readonly Bound Nothing = new(BoundOperator.Be, 0);

    public static IEnumerable<object> Of(
        DataContract contract, Field? field, QualityRule rule, IReadOnlyDictionary<string, Relation> relations)
    {
        try
        {
            object? made = rule.Type switch
            {
                RuleType.Sql => OfSql(contract, field, rule, relations),
                RuleType.Library => MetricChecks.Of(field, rule),
                RuleType.Custom when rule.Engine is null or "phusa" => KindChecks.Of(contract, field, rule, relations),
                RuleType.Custom => Skipped(rule, field, "custom", T.MissingRunner(rule.Engine)),
                _ => null,
            };
            return made is null ? [] : [made];
        }
        catch (InvalidDataException lacking)
        {
            return [Skipped(rule, field, rule.Kind ?? rule.Metric ?? "custom", T.MissingArgument(lacking.Message))];
        }
    }

    /// <summary>What a rule says of itself, with the contract's own message where it has one.</summary>
    public static Check Describe(
        QualityRule rule, Field? field, string kind, Text expected, Text fault, params IReadOnlyList<string> fields)
    {
        var own = rule.MessageVi is null && rule.MessageEn is null ? (Text?)null : Text.Pair(
            rule.MessageVi ?? rule.MessageEn!, rule.MessageEn ?? rule.MessageVi!);
        return new(rule.Name, kind, fields is [] && field is not null ? [field.Name] : fields,
            rule.Criterion ?? CriterionOf(kind), rule.Severity, own ?? expected, fault);
    }

    /// <summary>The criterion of a rule that names neither one nor a dimension.</summary>
    private static QualityCriterion CriterionOf(string kind) => kind switch
    {
        CheckKinds.Blank or CheckKinds.RequiredWhen or CheckKinds.Population or CheckKinds.RowCount or "nullValues"
            or "missingValues" => QualityCriterion.Complete,
        CheckKinds.DuplicateRow or CheckKinds.FuzzyDuplicate or "duplicateValues" or "invalidValues" => QualityCriterion.Clean,
        CheckKinds.Reference or CheckKinds.Agreement or CheckKinds.FunctionalDependency or CheckKinds.NoOverlap
            or "accepted" => QualityCriterion.Consistent,
        CheckKinds.Freshness => QualityCriterion.Live,
        _ => QualityCriterion.Correct,
    };

    /// <summary>A query that gives one number to compare, or, without a bound, the number of rows at fault.</summary>
    private static object OfSql(
        DataContract contract, Field? field, QualityRule rule, IReadOnlyDictionary<string, Relation> relations)
    {
        var column = SqlValue.Column(field?.Name ?? contract.TableName);
        var sql = rule.Query!.Trim().TrimEnd(';')
            .Replace("${", "{", StringComparison.Ordinal)
            .Replace("{object}", "{rows}", StringComparison.Ordinal)
            .Replace("{table}", "{rows}", StringComparison.Ordinal)
            .Replace("{property}", column, StringComparison.Ordinal)
            .Replace("{column}", column, StringComparison.Ordinal);
        var bound = rule.Bound ?? Nothing;
        var check = Describe(rule, field, "sql", T.TableRule(Bounds.Word(bound)), T.TableFault);
        return SqlGate.DatasetsOf(sql).FirstOrDefault(name => !relations.ContainsKey(name)) is { } missing
            ? new SkippedCheck(check, T.MissingDataset(missing))
            : new TableCheck(check, $"\n{SqlGate.Resolve(sql, relations)}\n", bound, rule.Bound is null,
                rule.Bound is null && rule.Unit == RuleUnit.Percent, sql);
    }

    private static SkippedCheck Skipped(QualityRule rule, Field? field, string kind, Text reason) =>
        new(Describe(rule, field, kind, T.ExpressionRule(Text.Same(rule.Name)), T.TableFault), reason);
}
