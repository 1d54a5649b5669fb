using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Staging;

/// <summary>
/// One statement that reads a source, types it, runs every check of single rows and keeps what was written of the
/// rows at fault. The file is parsed once.
/// </summary>
internal sealed class StageSql(DataContract contract, CheckPlan plan, SourceTable source, Understanding understanding)
{
    /// <summary>Columns of the staged file that are not the contract's fields.</summary>
    public const string Raw = "_raw";

    public const string Row = "_row";

    public string Sql() =>
        $"""
        with written as (select *, {string.Join(", ", contract.Fields.Select(WrittenColumn))} from {source.Sql}),
        typed as (select *, {string.Join(", ", contract.Fields.Select(Typed))} from written),
        judged as (select *{Bits()} from typed)
        select {string.Join(", ", Kept())} from judged
        """;

    /// <summary>How often a numeric column could not be read under each way of writing numbers, over the whole file.</summary>
    public string FailuresByForm(Field field) => string.Join(" union all ", Enum.GetValues<NumberForm>().Select(form =>
        $"""
        select {(int)form} as form, count(*) filter (where t is not null and {Typing.Sql(field, form, "t")} is null) as failed
        from (select {Clean(field)} as t from {source.Sql})
        """));

    private string WrittenColumn(Field field) =>
        $"{(understanding.ColumnOf(field) < 0 ? "null::varchar" : Given(field))} as {Written(field)}";

    private string Typed(Field field)
    {
        var at = understanding.ColumnOf(field);
        return at < 0
            ? $"null::{ColumnType.Of(field)} as {DuckSql.Identifier(field.Name)}"
            : $"{Typing.Sql(field, understanding.Columns[at].Numbers, Trimmed(field))} as {DuckSql.Identifier(field.Name)}";
    }

    /// <summary>A check for blanks cannot fail where the file has none to cut off.</summary>
    private string Bits() => plan.BitColumns.Count == 0 ? ""
        : ",\n" + plan.BitsSql(check => source.MayBePadded || check.Kind != "padded");

    private IEnumerable<string> Kept() =>
    [
        .. contract.Fields.Select(field => DuckSql.Identifier(field.Name)),
        .. source.HasRow ? [Row] : Array.Empty<string>(),
        .. plan.BitColumns,
        // Built for the rows at fault only: a list for every row would double the cost of reading.
        $"case when {plan.IsRejectedSql()} then [{string.Join(", ", Enumerable.Range(0, source.Columns).Select(at => $"c{at}"))}] end as {Raw}",
    ];

    /// <summary>What was written, with the texts that mean nothing gone.</summary>
    private string Given(Field field)
    {
        var column = $"c{understanding.ColumnOf(field)}";
        IReadOnlyList<string> missing = source.MayBePadded ? ["", .. field.MissingValues] : field.MissingValues;
        return missing.Count == 0
            ? column
            : $"case when {(source.MayBePadded ? $"trim({column})" : column)} not in ({string.Join(", ", missing.Select(DuckSql.Literal))}) then {column} end";
    }

    private string Trimmed(Field field)
    {
        var text = source.MayBePadded ? $"trim({Written(field)}, ' \u00A0\t')" : Written(field);
        return source.MayNeedNfc && field.Type == FieldType.Text ? $"nfc_normalize({text})" : text;
    }

    private string Clean(Field field) => source.MayBePadded ? $"trim({Given(field)})" : Given(field);

    private static string Written(Field field) => DuckSql.Identifier("~" + field.Name);
}
