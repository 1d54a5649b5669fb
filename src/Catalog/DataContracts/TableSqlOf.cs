using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.DataContracts;

/// <summary>
/// CREATE TABLE for a contract, with the limits that both engines check alike. Names are quoted, values escaped.
/// Geometry and patterns are left to the checks: neither engine has them without an extension or in one dialect.
/// </summary>
internal static partial class TableSqlOf
{
    public static string Contract(DataContract contract, SqlEngine engine)
    {
        var lines = contract.Fields.Select(field => Column(field, engine)).ToList();
        if (contract.Key.Count > 0)
        {
            lines.Add($"primary key ({string.Join(", ", contract.Key.Select(field => Quoted(field.Name)))})");
        }
        var name = contract.TableName.Length > 0 ? contract.TableName : contract.Name;
        return $"create table {Quoted(name)} (\n    {string.Join(",\n    ", lines)}\n);\n";
    }

    private static string Column(Field field, SqlEngine engine)
    {
        var name = Quoted(field.Name);
        var checks = new List<string>();
        Check(checks, field.Minimum, $"{name} >=");
        Check(checks, field.ExclusiveMinimum, $"{name} >");
        Check(checks, field.Maximum, $"{name} <=");
        Check(checks, field.ExclusiveMaximum, $"{name} <");
        Check(checks, (decimal?)field.MinLength, $"length({name}) >=");
        Check(checks, (decimal?)field.MaxLength, $"length({name}) <=");
        if (field.AcceptedValues.Count > 0 && field.Type == FieldType.Text)
        {
            checks.Add($"{name} in ({string.Join(", ", field.AcceptedValues.Select(Literal))})");
        }
        return $"{name} {TypeOf(field, engine)}" + (field.Required ? " not null" : "")
            + (field.Unique ? " unique" : "")
            + (checks.Count > 0 ? $" check ({string.Join(" and ", checks)})" : "");
    }

    private static void Check(List<string> checks, object? limit, string comparison)
    {
        if (limit is not null)
        {
            checks.Add(comparison + " " + limit switch
            {
                decimal number => number.ToString(CultureInfo.InvariantCulture),
                DateOnly => $"date {Literal(Limits.Write(limit))}",
                TimeOnly => $"time {Literal(Limits.Write(limit))}",
                DateTimeOffset => $"timestamptz {Literal(Limits.Write(limit))}",
                _ => $"timestamp {Literal(Limits.Write(limit))}",
            });
        }
    }

    private static string TypeOf(Field field, SqlEngine engine) => field.Type switch
    {
        FieldType.Integer => "bigint",
        FieldType.Number => engine == SqlEngine.PostgreSql ? "double precision" : "double",
        FieldType.Decimal => Places().Match(field.PhysicalType ?? "") is { Success: true } places
            ? $"decimal({places.Groups[1]},{places.Groups[2]})" : "decimal(18,2)",
        FieldType.Boolean => "boolean",
        FieldType.Date => "date",
        FieldType.Timestamp => new[] { field.Minimum, field.Maximum, field.ExclusiveMinimum, field.ExclusiveMaximum }
            .Any(limit => limit is DateTimeOffset) ? "timestamptz" : "timestamp",
        FieldType.Time => "time",
        FieldType.Json or FieldType.Geometry => engine == SqlEngine.PostgreSql ? "jsonb" : "json",
        _ => engine == SqlEngine.PostgreSql ? "text" : "varchar",
    };

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\(\s*(\d+)\s*,\s*(\d+)\s*\)")]
    private static partial Regex Places();
}
