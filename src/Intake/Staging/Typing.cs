using Phusa.Catalog.Contracts;
using Phusa.Intake.Reading;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Staging;

/// <summary>SQL that reads a written text as a field's type; null where it cannot.</summary>
internal static class Typing
{
    private const string VietnameseNumber = "[+-]?([0-9]{1,3}(\\.[0-9]{3})+|[0-9]+)(,[0-9]+)?";
    private const string EnglishNumber = "[+-]?([0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\\.[0-9]+)?";

    /// <param name="text">A column with blanks already cut off.</param>
    public static string Sql(Field field, NumberForm numbers, string text) => field.Type switch
    {
        FieldType.Integer => $"try_cast({Whole(Number(numbers, text))} as bigint)",
        FieldType.Number or FieldType.Decimal => $"try_cast({Number(numbers, text)} as {ColumnType.Of(field)})",
        FieldType.Boolean => Boolean(text),
        FieldType.Date => Date(field, text),
        FieldType.Timestamp => Timestamp(field, text),
        FieldType.Time => $"try_cast({text} as time)",
        _ => text,
    };

    private static string Number(NumberForm form, string text) => form switch
    {
        NumberForm.Vietnamese =>
            $"case when regexp_full_match({text}, '{VietnameseNumber}') then replace(replace({text}, '.', ''), ',', '.') end",
        NumberForm.English => $"case when regexp_full_match({text}, '{EnglishNumber}') then replace({text}, ',', '') end",
        _ => text,
    };

    /// <summary>A cast would round 1.5; only a fraction of zeros, as spreadsheets write it, may be dropped.</summary>
    private static string Whole(string number) =>
        $"case when not contains({number}, '.') then {number} when ends_with(rtrim({number}, '0'), '.') then {number} end";

    private static string Boolean(string text) =>
        $"""
        case when lower({text}) in ('true', 't', '1', 'có', 'đúng', 'x', 'yes', 'y') then true
             when lower({text}) in ('false', 'f', '0', 'không', 'sai', 'no', 'n') then false end
        """;

    /// <summary>Dates as people write them here: day first; a month alone stands for its first day.</summary>
    private static string Date(Field field, string text) => Declared(field) is { } format
        ? $"coalesce(try_strptime({text}, {format})::date, try_cast({text} as date))"
        : $"coalesce(try_cast({text} as date), try_strptime({text}, ['%d/%m/%Y', '%d-%m-%Y', '%d.%m.%Y', '%m/%Y'])::date)";

    private static string Timestamp(Field field, string text) => Declared(field) is { } format
        ? $"coalesce(try_strptime({text}, {format}), try_cast({text} as timestamp))"
        : $"""
          case when (strlen({text}) > 19 or ends_with({text}, 'Z')) and regexp_matches({text}, '(Z|[+-][0-9]{"{2}"}:?[0-9]{"{2}"})$') and contains({text}, ':')
               then try_cast({text} as timestamptz) at time zone 'Asia/Ho_Chi_Minh'
               else coalesce(try_cast({text} as timestamp), try_strptime({text},
                    ['%d/%m/%Y %H:%M:%S', '%d/%m/%Y %H:%M', '%H:%M %d/%m/%Y', '%d-%m-%Y %H:%M:%S', '%d/%m/%Y'])) end
          """;

    private static string? Declared(Field field) =>
        field.DateFormat is { } pattern && DatePattern.ToStrptime(pattern) is { } format ? DuckSql.Literal(format) : null;
}
