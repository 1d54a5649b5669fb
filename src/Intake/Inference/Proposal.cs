using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Intake.Staging;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Inference;

/// <summary>Makes a contract out of what all values of a file have in common.</summary>
internal sealed class Proposal(
    DuckConnection connection, DataContract empty, IReadOnlyList<ColumnUnderstanding> columns, SourceTable source)
{
    private const int MostAccepted = 20;
    private const int FewestEach = 5;
    private const int FewestForShape = 20;
    private const int LongestKey = 40;

    private static readonly string[] KeyWords = ["ma", "so", "stt", "id", "code", "no", "key", "tt"];

    private long rows;

    public DataContract Make()
    {
        var texts = Enumerable.Range(0, columns.Count).Select(at => $"nullif(trim(c{at}, ' \u00A0\t'), '') as c{at}");
        connection.Execute($"create or replace temp table _texts as select {string.Join(", ", texts)} from {source.Sql}");
        rows = connection.Scalar<long>("select count(*) from _texts");
        source.Expect(rows);
        var named = columns.Select((column, at) => (column.Header, At: at)).Where(column => column.Header.Trim().Length > 0).ToList();
        var names = Naming.OfHeaders([.. named.Select(column => column.Header)]);
        var facts = named.Select((column, at) => Look(column.At, column.Header, names[at])).ToList();
        var key = facts.FirstOrDefault(IsKey);
        return empty with
        {
            TitleVi = empty.Name.Replace('_', ' '), Load = key is null ? LoadMode.Replace : LoadMode.Upsert,
            Fields = [.. facts.Select(fact => fact == key ? fact.Field with { KeyPosition = 1, Required = true } : fact.Field)],
        };
    }

    private ColumnFacts Look(int at, string header, string name)
    {
        var column = $"c{at}";
        using (var counted = connection.Query(
            $"select count({column}), count(distinct {column}), max(length({column})) from _texts"))
        {
            var row = counted.Rows().Single();
            var facts = new ColumnFacts(column, header, new Field { Name = name, TitleVi = header.Trim() },
                Convert.ToInt64(row[0], CultureInfo.InvariantCulture), Convert.ToInt64(row[1], CultureInfo.InvariantCulture),
                Convert.ToInt64(row[2] ?? 0L, CultureInfo.InvariantCulture));
            counted.Dispose();
            return facts.Filled == 0 ? facts : Typed(facts with
            {
                Field = facts.Field with { Required = facts.Filled == rows },
            });
        }
    }

    private ColumnFacts Typed(ColumnFacts facts)
    {
        var format = FormatHints.Candidates(facts.Header)
            .FirstOrDefault(format => All(facts, $"coalesce({format.Sql(facts.Column)}, false)"));
        var field = facts.Field with { Format = format?.Name };
        // A code may begin with zeros, which a number would lose.
        var isCode = format is not null || connection.Scalar<long>(
            $"select count(*) from _texts where regexp_full_match({facts.Column}, '[+-]?0[0-9]+') or length({facts.Column}) > 15") > 0;
        field = !isCode && Number(facts, field) is { } number ? number
            : format is null && Others(facts, field) is { } other ? other : Text(facts, field);
        return facts with { Field = PersonalHints.Marked(field, facts.Header, format?.Title) };
    }

    private Field? Number(ColumnFacts facts, Field field)
    {
        foreach (var form in Enum.GetValues<NumberForm>())
        {
            foreach (var type in new[] { FieldType.Integer, FieldType.Number })
            {
                var typed = field with { Type = type };
                var sql = Typing.Sql(typed, form, facts.Column);
                if (All(facts, $"{sql} is not null and isfinite(({sql})::double)"))
                {
                    using var ends = connection.Query($"select min({sql})::double, max({sql})::double from _texts");
                    var row = ends.Rows().Single();
                    var (low, high) = Outward.Of((double)row[0]!, (double)row[1]!);
                    return typed with { Minimum = low, Maximum = high };
                }
            }
        }
        return null;
    }

    private Field? Others(ColumnFacts facts, Field field)
    {
        foreach (var type in new[] { FieldType.Boolean, FieldType.Date, FieldType.Timestamp })
        {
            var typed = field with { Type = type };
            var sql = Typing.Sql(typed, NumberForm.Plain, facts.Column);
            if (All(facts, $"({sql}) is not null"))
            {
                return type == FieldType.Date && connection.Scalar<DateOnly?>($"select min({sql}) from _texts") is { } first
                    && connection.Scalar<DateOnly?>($"select max({sql}) from _texts") is { } last
                    ? typed with { Minimum = new DateOnly(first.Year, 1, 1), Maximum = new DateOnly(last.Year, 12, 31) } : typed;
            }
        }
        return null;
    }

    private Field Text(ColumnFacts facts, Field field)
    {
        if (facts.Distinct is > 1 and <= MostAccepted && field.Format is null && connection.Scalar<long>(
            $"select min(n) from (select count(*) as n from _texts where {facts.Column} is not null group by {facts.Column})") >= FewestEach)
        {
            using var values = connection.Query(
                $"select distinct {facts.Column} from _texts where {facts.Column} is not null order by 1");
            return field with { Rules = [Accepted(field.Name, [.. values.Rows().Select(row => row[0])])] };
        }
        return field.Format is null && facts.Filled >= FewestForShape ? field with { Pattern = Shape(facts) } : field;
    }

    private static QualityRule Accepted(string field, IReadOnlyList<object?> values) => new()
    {
        Name = $"{field}-values", Metric = "invalidValues", Bound = new Bound(BoundOperator.Be, 0), Dimension = "consistency",
        Criterion = QualityCriterion.Consistent,
        Arguments = new Dictionary<string, object?> { ["validValues"] = values },
    };

    /// <summary>The pattern of short codes that all have one shape, such as <c>^YC[0-9]{4}$</c> by shape.</summary>
    private string? Shape(ColumnFacts facts)
    {
        if (facts.Longest > LongestKey)
        {
            return null;
        }
        var digits = $"regexp_replace({facts.Column}, '[0-9]', '9', 'g')";
        var letters = $"regexp_replace(regexp_replace({digits}, '[A-Z]', 'A', 'g'), '[a-z]', 'a', 'g')";
        return Only(facts, digits) is { } same ? ShapePattern.Of(same, sameLetters: true)
            : Only(facts, letters) is { } shape ? ShapePattern.Of(shape, sameLetters: false) : null;
    }

    private string? Only(ColumnFacts facts, string shape)
    {
        using var shapes = connection.Query($"select distinct {shape} from _texts where {facts.Column} is not null limit 2");
        return shapes.Rows().ToList() is [[string only]] && only.Contains('9', StringComparison.Ordinal)
            && only.All(char.IsAscii) ? only : null;
    }

    private bool IsKey(ColumnFacts facts) => facts.Filled == rows && facts.Distinct == rows && rows > 0
        && facts.Longest <= LongestKey && facts.Field.Type is FieldType.Text or FieldType.Integer
        && Naming.Folded(facts.Header).Split(' ').Any(KeyWords.Contains);

    private bool All(ColumnFacts facts, string holds) => connection.Scalar<long>(
        $"select count(*) from _texts where {facts.Column} is not null and not ({holds})") == 0;
}

/// <summary>What all values of a column have in common so far.</summary>
internal sealed record ColumnFacts(string Column, string Header, Field Field, long Filled, long Distinct, long Longest);
