using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;

namespace Phusa.Warehouse.Contracts;

/// <summary>How a contract's field is stored in Parquet and DuckDB.</summary>
public static partial class ColumnType
{
    public static string Of(Field field) => field.Type switch
    {
        FieldType.Integer => "bigint",
        FieldType.Number => "double",
        FieldType.Decimal => Decimal().Match(field.PhysicalType ?? "") is { Success: true } match
            ? $"decimal({match.Groups[1].Value},{match.Groups[2].Value})"
            : "decimal(18,3)",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Timestamp => "timestamp",
        FieldType.Time => "time",
        _ => "varchar",
    };

    /// <summary>Whether its values are numbers, which pages align right and charts may draw.</summary>
    public static bool IsNumeric(this Field field) =>
        field.Type is FieldType.Integer or FieldType.Number or FieldType.Decimal;

    [GeneratedRegex(@"^(?:decimal|numeric)\s*\(\s*([0-9]{1,2})\s*,\s*([0-9]{1,2})\s*\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Decimal();
}
