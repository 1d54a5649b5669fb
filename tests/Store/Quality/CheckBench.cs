using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Tests.Store.Warehouse.DuckDb;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Tests.Store.Quality;

/// <summary>Small tables of written texts, typed as a load types plain ones, and judged by a contract's checks.</summary>
public abstract class CheckBench : DuckTests
{
    /// <summary>As intake stages rows; numbered from 1.</summary>
    protected const string Rows = "staged";

    protected Dictionary<string, Relation> Relations { get; } = [];

    protected static DataContract Contract(params Field[] fields) =>
        new() { Id = "t", Name = "t", TableName = "t", Fields = fields };

    protected static Field Field(string name, FieldType type = FieldType.Text) => new() { Name = name, Type = type };

    /// <summary>A rule of the platform, with its arguments as a contract's reader gives them.</summary>
    protected static QualityRule Rule(string kind, params (string Name, object? Value)[] arguments) => new()
    {
        Name = "rule", Type = RuleType.Custom, Engine = "phusa", Kind = kind,
        Arguments = arguments.ToDictionary(pair => pair.Name, pair => pair.Value),
    };

    protected static IReadOnlyList<object?> Many(params object?[] values) => values;

    /// <summary>The served rows of another dataset, from texts.</summary>
    protected void Serve(string dataset, string fields, params string?[][] rows)
    {
        var names = fields.Split(' ');
        Connection.Execute($"create or replace table {DuckSql.Identifier("served_" + dataset)} as {Values(names, rows)}");
        Relations[dataset] = new(DuckSql.Identifier("served_" + dataset), names[0], names, Kernel.Texts.Text.Same(dataset));
    }

    protected (CheckPlan Plan, CheckMeasure Measure) Run(DataContract contract, params string?[][] rows) =>
        Run(contract, LoadMode.Replace, rows);

    protected (CheckPlan Plan, CheckMeasure Measure) Run(DataContract contract, LoadMode mode, params string?[][] rows)
    {
        var plan = CheckPlan.Of(contract, Relations, mode).Proven(Connection);
        string[] names = [.. contract.Fields.Select(field => field.Name)];
        var written = string.Join(", ", names.Select(name => $"{DuckSql.Identifier(name)} as {DuckSql.Identifier("~" + name)}"));
        var typed = string.Join(", ", contract.Fields.Select(field =>
            $"try_cast(trim({DuckSql.Identifier("~" + field.Name)}) as {ColumnType.Of(field)}) as {DuckSql.Identifier(field.Name)}"));
        var bits = plan.BitColumns.Count == 0 ? "" : ", " + plan.BitsSql(_ => true);
        Connection.Execute(
            $"""
            create or replace table {Rows} as select *{bits} from (
                select *, {typed} from (select row_number() over () as row, {written} from ({Values(names, rows)})))
            """);
        var filled = names.ToDictionary(name => name, name =>
            Connection.Scalar<long>($"select count({DuckSql.Identifier(name)}) from {Rows}"));
        return (plan, CheckRun.Over(Connection, plan, Rows, rows.Length, filled));
    }

    /// <summary>Row numbers at fault under a check, wherever it keeps them.</summary>
    protected long[] At(CheckPlan plan, string check)
    {
        var at = plan.Checks.Select(one => one.Name).ToList().IndexOf(check);
        Assert.True(at >= 0, $"{check} is not among {string.Join(", ", plan.Checks.Select(one => one.Name))}");
        var (column, bit) = CheckPlan.BitOf(at);
        using var result = Connection.Query(at < plan.RowChecks
            ? $"select row from {Rows} where {column} & {bit} <> 0 order by 1"
            : $"select row from _late where check_no = {at - plan.RowChecks} order by 1");
        return [.. result.Rows().Select(row => (long)row[0]!)];
    }

    protected static CheckResult Result(CheckMeasure measure, string check) =>
        Assert.Single(measure.Results, result => result.Check.Name == check);

    /// <summary>Which of one column's values, from 1, fail a check of a field.</summary>
    protected long[] Failing(Field field, string kind, params string?[] values) =>
        At(Run(Contract(field), [.. values.Select(value => new[] { value })]).Plan, $"{field.Name}.{kind}");

    /// <summary>Which rows fail a rule of the table.</summary>
    protected long[] Failing(QualityRule rule, IReadOnlyList<Field> fields, params string?[][] rows) =>
        At(Run(Contract([.. fields]) with { Rules = [rule] }, rows).Plan, "rule");

    private static string Values(string[] names, string?[][] rows) => rows.Length == 0
        ? $"select {string.Join(", ", names.Select(name => $"null::varchar as {DuckSql.Identifier(name)}"))} where false"
        : string.Join(" union all ", rows.Select(row => "select " + string.Join(", ", names.Select((name, at) =>
            $"{(row[at] is { } text ? DuckSql.Literal(text) : "null")}::varchar as {DuckSql.Identifier(name)}"))));
}
