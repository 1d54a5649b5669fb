using System.Text.Json;
using System.Text.RegularExpressions;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Checks;

/// <summary>
/// Lets SQL that stands in a contract run only when every part of it is known to be harmless: one SELECT over
/// <c>{rows}</c> and <c>{dataset.name}</c>, with functions of <see cref="SqlFunctions"/>, without table functions,
/// files or endless recursion. What the gate does not know it refuses.
/// </summary>
internal static partial class SqlGate
{
    private const string Rows = "__rows";

    private static readonly HashSet<string> Expressions =
    [
        "CONSTANT", "FUNCTION", "COLUMN_REF", "CONJUNCTION", "OPERATOR", "COMPARISON", "CASE", "CAST", "BETWEEN",
        "WINDOW", "STAR", "SUBQUERY", "COLLATE",
    ];

    private static readonly HashSet<string> Parts =
    [
        "SELECT_NODE", "SET_OPERATION_NODE", "BASE_TABLE", "JOIN", "SUBQUERY", "EMPTY", "EXPRESSION_LIST",
        "ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER", "ORDER_DEFAULT", "ASCENDING",
        "DESCENDING",
    ];

    /// <summary>Names of the datasets that a query reads as <c>{dataset.name}</c>.</summary>
    public static IEnumerable<string> DatasetsOf(string? sql) =>
        sql is null ? [] : Dataset().Matches(sql).Select(match => match.Groups[1].Value).Distinct();

    /// <summary>The query with the served rows of other datasets in it; <c>{rows}</c> stays.</summary>
    public static string Resolve(string sql, IReadOnlyDictionary<string, Relation> relations) =>
        Dataset().Replace(sql, match => relations[match.Groups[1].Value].Sql);

    /// <summary>Why the query may not run; null when it may.</summary>
    public static Text? RefuseQuery(DuckConnection connection, string sql)
    {
        var named = Dataset().Replace(sql, match => $"__of_{match.Groups[1].Value}")
            .Replace("{rows}", Rows, StringComparison.Ordinal);
        return Parse(connection, named, out var statement) ?? Walk(statement, true, Tables(statement));
    }

    /// <summary>The same for a condition on one row: one expression that cannot leave its brackets, no subquery.</summary>
    public static Text? RefuseExpression(DuckConnection connection, string expression)
    {
        if (Parse(connection, $"select (\n{expression}\n) from {Rows}", out var statement) is { } refusal)
        {
            return refusal;
        }
        var node = statement.GetProperty("node");
        var isOne = node.GetProperty("select_list").GetArrayLength() == 1
            && node.GetProperty("where_clause").ValueKind == JsonValueKind.Null
            && Parse(connection, $"select (\n{expression}\n) is null, 1 from {Rows}", out var again) is null
            && again.GetProperty("node").GetProperty("select_list") is var list && list.GetArrayLength() == 2
            && Word(list[0], "type") == "OPERATOR_IS_NULL";
        return isOne ? Walk(statement, false, [Rows]) : T.SqlOne;
    }

    private static Text? Parse(DuckConnection connection, string sql, out JsonElement statement)
    {
        statement = default;
        var tree = JsonDocument.Parse(connection.Scalar<string>("select json_serialize_sql($1::varchar)::varchar", sql)!).RootElement;
        if (tree.GetProperty("error").GetBoolean())
        {
            return T.SqlUnreadable(tree.TryGetProperty("error_message", out var why) ? why.GetString()! : "");
        }
        var statements = tree.GetProperty("statements");
        if (statements.GetArrayLength() != 1)
        {
            return T.SqlOne;
        }
        statement = statements[0];
        return null;
    }

    /// <summary>
    /// Tables that may be named: the placeholders, and the statement's own WITH. Those must be plain words, so that a
    /// name used outside the reach of its WITH cannot be taken for a file.
    /// </summary>
    private static HashSet<string> Tables(JsonElement statement)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Rows };
        Collect(statement);
        return names;

        void Collect(JsonElement at)
        {
            if (at.ValueKind == JsonValueKind.Array)
            {
                at.EnumerateArray().ToList().ForEach(Collect);
            }
            else if (at.ValueKind == JsonValueKind.Object)
            {
                if (at.TryGetProperty("cte_map", out var map))
                {
                    names.UnionWith(map.GetProperty("map").EnumerateArray()
                        .Select(entry => entry.GetProperty("key").GetString()!).Where(name => Plain().IsMatch(name)));
                }
                at.EnumerateObject().ToList().ForEach(part => Collect(part.Value));
            }
        }
    }

    private static Text? Walk(JsonElement at, bool subqueries, HashSet<string> tables) => at.ValueKind switch
    {
        JsonValueKind.Array => at.EnumerateArray().Select(part => Walk(part, subqueries, tables)).FirstOrDefault(found => found is not null),
        JsonValueKind.Object => Judge(at, subqueries, tables) ?? at.EnumerateObject()
            .Where(part => part.Name != "type_info").Select(part => Walk(part.Value, subqueries, tables))
            .FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static Text? Judge(JsonElement part, bool subqueries, HashSet<string> tables)
    {
        var kind = Word(part, "class");
        if (kind.Length > 0 && (!Expressions.Contains(kind) || (kind == "SUBQUERY" && !subqueries)))
        {
            return T.SqlForbidden(kind);
        }
        if (kind is "FUNCTION" or "WINDOW" && !Allows(part))
        {
            return T.SqlForbidden(Word(part, "function_name"));
        }
        var type = Word(part, "type");
        if (kind.Length == 0 && type.Length > 0 && !Parts.Contains(type))
        {
            return T.SqlForbidden(type);
        }
        return type == "BASE_TABLE" && !Names(part, tables) ? T.SqlTable(Word(part, "table_name")) : null;
    }

    private static bool Allows(JsonElement function) =>
        (function.TryGetProperty("is_operator", out var sign) && sign.GetBoolean())
        || (SqlFunctions.Allowed.Contains(Word(function, "function_name"))
            && Word(function, "schema") is "" or "main" && Word(function, "catalog").Length == 0);

    private static bool Names(JsonElement table, HashSet<string> tables) =>
        Word(table, "schema_name").Length == 0 && Word(table, "catalog_name").Length == 0
        && Word(table, "table_name") is var name
        && (tables.Contains(name) || name.StartsWith("__of_", StringComparison.Ordinal));

    private static string Word(JsonElement part, string name) =>
        part.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    [GeneratedRegex(@"\{dataset\.([A-Za-z0-9_]+)\}")]
    private static partial Regex Dataset();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();
}
