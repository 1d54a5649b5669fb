using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Warehouse.Contracts;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Checks;

/// <summary>The platform's own kinds of check; their arguments are described in docs/reference/checks.md.</summary>
internal static class KindChecks
{
    public static object? Of(
        DataContract contract, Field? field, QualityRule rule, IReadOnlyDictionary<string, Relation> relations)
    {
        var given = new Arguments(contract, field, rule);
        return rule.Kind switch
        {
            CheckKinds.Compare => Compare(given),
            CheckKinds.RequiredWhen => RequiredWhen(given),
            CheckKinds.Blank => Blank(given),
            CheckKinds.Expression => new RowCheck(
                given.Describe(T.ExpressionRule(Text.Same(given.Word("expression"))), T.ExpressionFault),
                $"not ({given.Word("expression")})", null),
            CheckKinds.PlausibleDate => PlausibleDate(given),
            CheckKinds.Inside => Inside(given),
            CheckKinds.CitizenIdAgrees => CitizenIdAgrees(given),
            CheckKinds.DuplicateRow => new SetCheck(
                given.Describe(T.DuplicateRule, T.DuplicateFault, given.Names("fields", contract.Fields)),
                DuplicateRow(given.Names("fields", contract.Fields)), null),
            CheckKinds.Reference or CheckKinds.Agreement => Against(given, relations),
            CheckKinds.FunctionalDependency => Dependency(given),
            CheckKinds.NoOverlap => NoOverlap(given),
            CheckKinds.Outlier => Outlier(given),
            CheckKinds.FailingRows => new SetCheck(given.Describe(T.ExpressionRule(Text.Same(rule.Name)), T.ExpressionFault),
                $"select row, null::bigint as other from ({given.Word("query")})", null),
            CheckKinds.RowCount => given.Table("select count(*) from {rows}"),
            CheckKinds.Aggregate => given.Table($"select {given.Word("function")}({Column(given.Word("field"))}) from {{rows}}"),
            CheckKinds.Population => given.Table($"select count(*) * 100.0 / {Convert.ToInt64(given.Number("count", 1))} from {{rows}}"),
            CheckKinds.Drift or CheckKinds.FuzzyDuplicate or CheckKinds.Freshness => TrendChecks.Of(given, relations),
            _ => null,
        };
    }

    private static RowCheck Compare(Arguments given)
    {
        var (left, right) = (given.Word("left"), given.Word("right"));
        var sign = given.Word("operator") switch { "==" => "=", "!=" => "<>", var other => other };
        return new(given.Describe(
                T.CompareRule(given.Title(left), sign, given.Title(right)),
                T.CompareFault(given.Title(left), sign, given.Title(right)), left, right),
            $"not ({given.Operand(left)} {sign} {given.Operand(right)})", null);
    }

    private static RowCheck RequiredWhen(Arguments given)
    {
        var (condition, text) = given.Condition("when");
        var field = given.Word("field");
        return new(given.Describe(T.WhenRule(given.Title(field), text), T.WhenFault(text), field),
            $"{Column(field)} is null and {condition}", null);
    }

    private static RowCheck Blank(Arguments given)
    {
        var field = given.Word("field");
        return new(given.Describe(T.RequiredRule, T.RequiredFault, field), $"trim({Written(field)}) = ''", field);
    }

    private static RowCheck PlausibleDate(Arguments given)
    {
        var field = given.Word("field");
        var (from, to) = (given.Word("notBefore", "1900-01-01"), given.Word("notAfter", "today"));
        return new(given.Describe(T.PlausibleRule(Day(from), Day(to)), T.PlausibleFault, field),
            $"{Column(field)} < {DaySql(from)} or {Column(field)} >= {DaySql(to)} + interval 1 day", field);

        static object Day(string day) => day == "today" ? T.PlausibleToday : day;
        static string DaySql(string day) => day == "today" ? "current_date" : $"date {SqlValue.Of(day)}";
    }

    /// <summary>Inside a box in degrees: west, south, east, north.</summary>
    private static RowCheck Inside(Arguments given)
    {
        var field = given.Word("field");
        var box = given.Numbers("bbox");
        var (x, y) = (GeometrySql.X(Column(field)), GeometrySql.Y(Column(field)));
        return new(given.Describe(T.InsideRule, T.InsideFault, field),
            $"{x} not between {SqlValue.Of(box[0])} and {SqlValue.Of(box[2])} or "
            + $"{y} not between {SqlValue.Of(box[1])} and {SqlValue.Of(box[3])}", field);
    }

    /// <summary>
    /// Digits 4 to 6 of a citizen number tell century and sex, and year of birth (Decree 137/2015, article 13).
    /// </summary>
    private static RowCheck CitizenIdAgrees(Arguments given)
    {
        var (number, birth, sex) = (Column(given.Word("field")), Column(given.Word("birthDate")), given.Word("sex", ""));
        var year = $"(1900 + (substr({number}, 4, 1)::int // 2) * 100 + substr({number}, 5, 2)::int)";
        var ofSex = sex.Length == 0 ? "" : $" or (substr({number}, 4, 1)::int % 2 = 0) <> (lower({Column(sex)}) in ('nam', 'm', 'male'))";
        return new(given.Describe(T.CitizenAgreesRule, T.CitizenAgreesFault, given.Word("field"), given.Word("birthDate")),
            $"case when regexp_full_match({number}, '[0-9]{"{12}"}') then {year} <> year({birth}){ofSex} end", given.Word("field"));
    }

    private static string DuplicateRow(IReadOnlyList<string> fields)
    {
        var columns = string.Join(", ", fields.Select(Column));
        return $"""
            with repeated as (select hash({columns}) as h, min(row) as first from {"{rows}"} group by {columns} having count(*) > 1)
            select r.row, repeated.first as other from {"{rows}"} r join repeated on hash({columns}) = repeated.h
            where r.row <> repeated.first
            """;
    }

    private static object Against(Arguments given, IReadOnlyDictionary<string, Relation> relations)
    {
        var dataset = given.Word("dataset");
        var isReference = given.Rule.Kind == CheckKinds.Reference;
        var check = isReference
            ? given.Describe(T.ReferenceRule(dataset), T.ReferenceFault(dataset), [.. given.Pairs("on").Select(pair => pair.Key)])
            : given.Describe(T.AgreementRule(dataset), T.AgreementFault(dataset), [.. given.Pairs("fields").Select(pair => pair.Key)]);
        if (!relations.TryGetValue(dataset, out var rows))
        {
            return new SkippedCheck(check, T.MissingDataset(dataset));
        }
        var same = string.Join(" and ", given.Pairs("on").Select(pair => $"t.{Column(pair.Value)} = r.{Column(pair.Key)}"));
        if (isReference)
        {
            return new SetCheck(check,
                $"select row, null::bigint as other from {{rows}} r where not exists (select 1 from {rows.Sql} t where {same})", null);
        }
        var differs = string.Join(" or ", given.Pairs("fields")
            .Select(pair => $"t.{Column(pair.Value)} is distinct from r.{Column(pair.Key)}"));
        return new SetCheck(check,
            $"select r.row, null::bigint as other from {{rows}} r join {rows.Sql} t on {same} where {differs}", null);
    }

    /// <summary>Rows that have the same left side but another right side than the first of them.</summary>
    private static SetCheck Dependency(Arguments given)
    {
        var (left, right) = (given.Names("determinant"), given.Names("dependent"));
        var by = string.Join(", ", left.Select(Column));
        var value = $"row({string.Join(", ", right.Select(Column))})";
        return new(given.Describe(
            T.DependencyRule(given.Titles(left), given.Titles(right)), T.DependencyFault(given.Titles(left)), [.. left, .. right]),
            $"""
            with firsts as (
                select {by}, arg_min({value}, row) as value, min(row) as first from {"{rows}"}
                group by {by} having count(distinct {value}) > 1)
            select r.row, firsts.first as other from {"{rows}"} r join firsts using ({by})
            where {value} is distinct from firsts.value
            """, left[0]);
    }

    private static SetCheck NoOverlap(Arguments given)
    {
        var by = given.Names("by");
        var (from, to) = (Column(given.Word("from")), Column(given.Word("to")));
        return new(given.Describe(T.OverlapRule, T.OverlapFault, [.. by, given.Word("from"), given.Word("to")]),
            $"""
            select row, before as other from (
                select row, {from} as starts, lag(row) over w as before, lag(coalesce({to}, {from})) over w as ended
                from {"{rows}"} window w as (partition by {string.Join(", ", by.Select(Column))} order by {from}, row))
            where starts <= ended
            """, null);
    }

    /// <summary>Tukey's fences: further than <c>factor</c> (3) quartile ranges from the quartiles. Tukey 1977.</summary>
    private static SetCheck Outlier(Arguments given)
    {
        var field = given.Word("field");
        var by = given.Names("by");
        var columns = string.Join(", ", by.Select(Column));
        var factor = SqlValue.Of(given.Number("factor", 3));
        return new(given.Describe(T.OutlierRule, T.OutlierFault, field),
            $"""
            with fences as (
                select {(by.Count > 0 ? columns + ", " : "")}quantile_cont({Column(field)}, 0.25) as q1,
                    quantile_cont({Column(field)}, 0.75) as q3 from {"{rows}"}{(by.Count > 0 ? $" group by {columns}" : "")})
            select r.row, null::bigint as other from {"{rows}"} r {(by.Count > 0 ? $"join fences using ({columns})" : "cross join fences")}
            where {Column(field)} < q1 - {factor} * (q3 - q1) or {Column(field)} > q3 + {factor} * (q3 - q1)
            """, field);
    }
}
