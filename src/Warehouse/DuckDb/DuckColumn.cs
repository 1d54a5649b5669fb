using System.Globalization;
using System.Text;

namespace Phusa.Warehouse.DuckDb;

/// <summary>A column of a result, or a part of a nested one.</summary>
/// <param name="Name">As the statement names it; a part: its field, <c>element</c>, <c>key</c>, <c>value</c>.</param>
/// <param name="Type">The kind of its values.</param>
/// <param name="Width">Digits of a decimal; the fixed length of an array.</param>
/// <param name="Scale">Digits of a decimal behind the point.</param>
/// <param name="Children">
/// One for a list or array; the fields of a struct; for a map one struct of key and value; for a union the tag and
/// then its members.
/// </param>
/// <param name="EnumValues">The dictionary of an enum, in its order.</param>
public sealed record DuckColumn(
    string Name, DuckType Type, int Width, int Scale, IReadOnlyList<DuckColumn> Children,
    IReadOnlyList<string> EnumValues)
{
    private byte[][]? enumUtf8;

    /// <summary>The type as DuckDB writes it in SQL, such as <c>DECIMAL(18,2)</c> or <c>VARCHAR[]</c>.</summary>
    public string TypeName => Type switch
    {
        DuckType.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({Width},{Scale})"),
        DuckType.List => $"{Children[0].TypeName}[]",
        DuckType.Array => string.Create(CultureInfo.InvariantCulture, $"{Children[0].TypeName}[{Width}]"),
        DuckType.Struct => $"STRUCT({Fields(Children)})",
        DuckType.Union => $"UNION({Fields(Children.Skip(1))})",
        DuckType.Map => $"MAP({Children[0].Children[0].TypeName}, {Children[0].Children[1].TypeName})",
        DuckType.Enum => $"ENUM({string.Join(", ", EnumValues.Select(DuckSql.Literal))})",
        DuckType.TimestampSeconds => "TIMESTAMP_S",
        DuckType.TimestampMilliseconds => "TIMESTAMP_MS",
        DuckType.TimestampNanoseconds => "TIMESTAMP_NS",
        DuckType.TimestampWithZone => "TIMESTAMP WITH TIME ZONE",
        DuckType.TimeWithZone => "TIME WITH TIME ZONE",
        DuckType.TimeNanoseconds => "TIME_NS",
        DuckType.BigNumber => "BIGNUM",
        DuckType.Null => "\"NULL\"",
        _ => Type.ToString().ToUpperInvariant(),
    };

    /// <summary>The width of one number of the enum's dictionary inside a vector.</summary>
    internal int EnumBytes =>
        EnumValues.Count <= byte.MaxValue + 1 ? 1 : EnumValues.Count <= ushort.MaxValue + 1 ? 2 : 4;

    internal byte[][] EnumUtf8 => enumUtf8 ??= [.. EnumValues.Select(Encoding.UTF8.GetBytes)];

    private static string Fields(IEnumerable<DuckColumn> fields) =>
        string.Join(", ", fields.Select(field => $"{DuckSql.Identifier(field.Name)} {field.TypeName}"));
}
