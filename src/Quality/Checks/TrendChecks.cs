using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>Checks against time and against what came before: drift, freshness of rows, near-duplicates.</summary>
internal static class TrendChecks
{
    /// <summary>The name under which the served version of the dataset itself is found among relations.</summary>
    public const string Previous = "";

    public static object Of(Arguments given, IReadOnlyDictionary<string, Relation> relations) => given.Rule.Kind switch
    {
        CheckKinds.Drift => Drift(given, relations),
        CheckKinds.Freshness => Freshness(given),
        _ => FuzzyDuplicate(given),
    };

    /// <summary>
    /// Change of a measure against the served version, in percent of it; at most <c>maxChangePercent</c> (20). Against
    /// nothing only nothing is no change; any other change from it has no percentage and is not measured.
    /// </summary>
    private static object Drift(Arguments given, IReadOnlyDictionary<string, Relation> relations)
    {
        var bound = new Bound(BoundOperator.LessOrEqualTo, given.Number("maxChangePercent", 20));
        var check = given.Describe(T.DriftRule(Bounds.Word(bound)), T.TableFault);
        var function = given.Word("aggregate", "count");
        var measure = Aggregates.Sql(
            given.Rule.Name, function, function == "count" ? given.WordOrNull("field") : given.Word("field"));
        return relations.TryGetValue(Previous, out var before)
            ? new TableCheck(check,
                $"""
                select case when now.m is not distinct from was.m then 0 else abs(now.m - was.m) * 100.0 / nullif(abs(was.m), 0) end
                from (select {measure}::double as m from {"{rows}"}) now, (select {measure}::double as m from {before.Sql}) was
                """, bound, false, false)
            : new SkippedCheck(check, T.MissingHistory);
    }

    /// <summary>Age in days of the newest row.</summary>
    private static TableCheck Freshness(Arguments given)
    {
        var bound = given.Rule.Bound ?? new Bound(BoundOperator.LessOrEqualTo, given.Number("days", 1));
        return new(given.Describe(T.AgeRule(Bounds.Word(bound)), T.TableFault, given.Word("field")),
            $"select date_diff('hour', max({Column(given.Word("field"))})::timestamp, (now() at time zone 'Asia/Ho_Chi_Minh')) / 24.0 from {{rows}}",
            bound, false, false);
    }

    /// <summary>
    /// Rows whose fields are nearly the same text (Jaro–Winkler at least <c>threshold</c>, 0.95) within a block of
    /// rows with the same folded beginning and end, so that not every pair is compared.
    /// </summary>
    private static SetCheck FuzzyDuplicate(Arguments given)
    {
        var text = string.Join(" || ' ' || ", given.SomeNames("fields").Select(field => $"coalesce({Column(field)}::varchar, '')"));
        return new(given.Describe(T.FuzzyRule, T.FuzzyFault, given.Names("fields")),
            $"""
            with _folded as (
                select row, translate(strip_accents(lower(trim({text}))), 'đ', 'd') as t from {"{rows}"})
            select b.row, min(a.row) as other from _folded a join _folded b on left(a.t, 4) = left(b.t, 4)
                and right(a.t, 2) = right(b.t, 2) and abs(length(a.t) - length(b.t)) <= 4 and a.row < b.row
            where b.t <> '' and jaro_winkler_similarity(a.t, b.t) >= {SqlValue.Of(given.Number("threshold", 0.95m))}
            group by b.row
            """, null);
    }
}
