using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
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
            CheckKinds.Expression => Expression(given),
            CheckKinds.PlausibleDate => PlausibleDate(given),
            CheckKinds.Inside => Inside(given),
            CheckKinds.CitizenIdAgrees => CitizenIdAgrees(given),
            CheckKinds.DuplicateRow => new SetCheck(
                given.Describe(T.DuplicateRule, T.DuplicateFault, given.Names("fields", contract.Fields)),
                KeyChecks.Repeated(given.Names("fields", contract.Fields), blanksToo: true), null),
            CheckKinds.Reference or CheckKinds.Agreement => Against(given, relations),
            CheckKinds.FunctionalDependency => Dependency(given),
            CheckKinds.NoOverlap => NoOverlap(given),
            CheckKinds.Outlier => Outlier(given),
            CheckKinds.FailingRows => FailingRows(given, relations),
            CheckKinds.RowCount => given.Table("select count(*) from {rows}"),
            CheckKinds.Aggregate => given.Table(
                $"select {Aggregates.Sql(rule.Name, given.Word("function"), given.WordOrNull("field"))} from {{rows}}"),
            CheckKinds.Population => given.Table($"select count(*) * 100.0 / {Expected(given)} from {{rows}}"),
            CheckKinds.Drift or CheckKinds.FuzzyDuplicate or CheckKinds.Freshness => TrendChecks.Of(given, relations),
            _ => null,
        };
    }

    /// <summary>A condition written in SQL. A row for which it cannot be computed is at fault, and ends nothing.</summary>
    private static RowCheck Expression(Arguments given)
    {
        var expression = given.Word("expression");
        return new(given.Describe(T.ExpressionRule(Text.Same(expression)), T.ExpressionFault, given.NamedIn(expression)),
            $"coalesce(try(coalesce(not (\n{expression}\n), false)), true)", null, expression);
    }

    /// <summary>SQL over <c>{rows}</c> that gives the column <c>row</c> of every row at fault.</summary>
    private static object FailingRows(Arguments given, IReadOnlyDictionary<string, Relation> relations)
    {
        var query = given.Word("query").Trim().TrimEnd(';');
        var check = given.Describe(T.ExpressionRule(Text.Same(given.Rule.Name)), T.ExpressionFault);
        return SqlGate.DatasetsOf(query).FirstOrDefault(name => !relations.ContainsKey(name)) is { } missing
            ? new SkippedCheck(check, T.MissingDataset(missing))
            : new SetCheck(check,
                $"select row, null::bigint as other from (\n{SqlGate.Resolve(query, relations)}\n)", null, query);
    }

    private static string Expected(Arguments given) => given.Number("count", 0) is > 0 and var count
        ? SqlValue.Of(count)
        : throw new InvalidDataException($"Rule {given.Rule.Name} needs the argument count, above 0");

    private static RowCheck Compare(Arguments given)
    {
        var (left, right) = (given.Word("left"), given.Word("right"));
        var sign = given.Word("operator") switch
        {
            "==" or "=" => "=",
            "!=" or "<>" => "<>",
            "<" or "<=" or ">" or ">=" => given.Word("operator"),
            var other => throw new InvalidDataException($"Rule {given.Rule.Name}: {other} compares nothing"),
        };
        var shown = sign switch { "<>" => "≠", "<=" => "≤", ">=" => "≥", _ => sign };
        return new(given.Describe(
                T.CompareRule(given.Title(left), shown, given.Title(right)),
                T.CompareFault(given.Title(left), shown, given.Title(right)), [.. Known(given, left, right)]),
            $"coalesce(try(coalesce(not ({given.Operand(left)} {sign} {given.Operand(right)}), false)), true)", null);
    }

    private static IEnumerable<string> Known(Arguments given, params IReadOnlyList<string> names) =>
        names.Where(name => given.Contract.FindField(name) is not null);

    private static RowCheck RequiredWhen(Arguments given)
    {
        var (condition, text) = given.Condition("when");
        var field = given.Word("field");
        return new(given.Describe(T.WhenRule(given.Title(field), text), T.WhenFault(text), field),
            $"{Column(field)} is null and {condition}", null);
    }

    /// <summary>Filled in, yet saying nothing: no letter and no digit, as in "-" or "...".</summary>
    private static RowCheck Blank(Arguments given)
    {
        var field = given.Word("field");
        return new(given.Describe(T.BlankRule, T.BlankFault, field),
            $"not regexp_matches({Written(field)}, '[\\p{{L}}\\p{{N}}]')", field);
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
        var box = given.Numbers("bbox", 4);
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
        var on = given.SomePairs("on");
        var same = string.Join(" and ", on.Select(pair => $"t.{Column(pair.Value)}::varchar = r.{Column(pair.Key)}::varchar"));
        if (isReference)
        {
            var filled = string.Join(" and ", on.Select(pair => $"r.{Column(pair.Key)} is not null"));
            return new SetCheck(check,
                $"select r.row, null::bigint as other from {{rows}} r where {filled} and not exists (select 1 from {rows.Sql} t where {same})",
                on is [var single] ? single.Key : null);
        }
        var differs = string.Join(" or ", given.SomePairs("fields")
            .Select(pair => $"t.{Column(pair.Value)} is distinct from r.{Column(pair.Key)}"));
        return new SetCheck(check,
            $"select r.row, null::bigint as other from {{rows}} r join {rows.Sql} t on {same} where {differs}", null);
    }

    /// <summary>Rows that have the same left side but another right side than the first of them.</summary>
    private static SetCheck Dependency(Arguments given)
    {
        var (left, right) = (given.SomeNames("determinant"), given.SomeNames("dependent"));
        var by = string.Join(", ", left.Select(Column));
        var same = string.Join(" and ", left.Select(name => $"g.{Column(name)} = r.{Column(name)}"));
        var value = Values(right, "");
        return new(given.Describe(
            T.DependencyRule(given.Titles(left), given.Titles(right)), T.DependencyFault(given.Titles(left)), [.. left, .. right]),
            $"""
            with _groups as (
                select {by}, arg_min({value}, row) as _value, min(row) as _first from {"{rows}"}
                group by {by} having count(distinct {value}) > 1)
            select r.row, g._first as other from {"{rows}"} r join _groups g on {same}
            where {Values(right, "r.")} is distinct from g._value
            """, left[0]);

        static string Values(IReadOnlyList<string> names, string table) =>
            $"row({string.Join(", ", names.Select(name => table + Column(name)))})";
    }

    /// <summary>
    /// Both ends belong to the range, and a range without an end goes on. Every earlier range counts, not only the one
    /// just before: a long one may contain several short ones.
    /// </summary>
    private static SetCheck NoOverlap(Arguments given)
    {
        var by = given.Names("by");
        var (from, to) = (Column(given.Word("from")), Column(given.Word("to")));
        var partition = by.Count == 0 ? "" : $"partition by {string.Join(", ", by.Select(Column))} ";
        return new(given.Describe(T.OverlapRule, T.OverlapFault, [.. by, given.Word("from"), given.Word("to")]),
            $"""
            select row, coalesce(_open, _longest) as other from (
                select row, {from} as _starts, max({to}) over w as _ended, arg_max(row, {to}) over w as _longest,
                    min(case when {to} is null then row end) over w as _open
                from {"{rows}"} where {from} is not null
                window w as ({partition}order by {from}, row rows between unbounded preceding and 1 preceding))
            where _open is not null or _starts <= _ended
            """, given.Word("from"));
    }

    /// <summary>
    /// Tukey's fences: further than <c>factor</c> (3) quartile ranges from the quartiles (Tukey 1977). Where half of
    /// all values are the same there is no range, and nothing is far.
    /// </summary>
    private static SetCheck Outlier(Arguments given)
    {
        var field = given.Word("field");
        var by = given.Names("by");
        var columns = string.Join(", ", by.Select(Column));
        var join = by.Count == 0 ? "cross join _fences g"
            : $"join _fences g on {string.Join(" and ", by.Select(name => $"g.{Column(name)} = r.{Column(name)}"))}";
        var far = $"{SqlValue.Of(given.Number("factor", 3))} * (g._q3 - g._q1)";
        return new(given.Describe(T.OutlierRule, T.OutlierFault, field),
            $"""
            with _fences as (
                select {(by.Count > 0 ? columns + ", " : "")}quantile_cont({Column(field)}, 0.25) as _q1,
                    quantile_cont({Column(field)}, 0.75) as _q3 from {"{rows}"}{(by.Count > 0 ? $" group by {columns}" : "")})
            select r.row, null::bigint as other from {"{rows}"} r {join}
            where g._q3 > g._q1 and (r.{Column(field)} < g._q1 - {far} or r.{Column(field)} > g._q3 + {far})
            """, field);
    }
}
