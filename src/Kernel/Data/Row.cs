using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace Phusa.Kernel.Data;

/// <summary>The current row of a reader, by column name, in the product's own types on every engine.</summary>
public readonly struct Row(DbDataReader reader)
{
    public bool IsNull(string column) => reader.IsDBNull(reader.GetOrdinal(column));

    public Guid Id(string column) => reader.GetGuid(reader.GetOrdinal(column));

    public Guid? IdOrNull(string column) => IsNull(column) ? null : Id(column);

    public string Text(string column) => reader.GetString(reader.GetOrdinal(column));

    public string? TextOrNull(string column) => IsNull(column) ? null : Text(column);

    public long Integer(string column) => reader.GetInt64(reader.GetOrdinal(column));

    public long? IntegerOrNull(string column) => IsNull(column) ? null : Integer(column);

    public double Number(string column) => reader.GetDouble(reader.GetOrdinal(column));

    public double? NumberOrNull(string column) => IsNull(column) ? null : Number(column);

    public decimal Decimal(string column) => reader.GetDecimal(reader.GetOrdinal(column));

    public bool Flag(string column) => reader.GetBoolean(reader.GetOrdinal(column));

    public byte[] Bytes(string column) => reader.GetFieldValue<byte[]>(reader.GetOrdinal(column));

    public DateTimeOffset Instant(string column)
    {
        var ordinal = reader.GetOrdinal(column);
        return reader.GetFieldType(ordinal) == typeof(string)
            ? DateTimeOffset.Parse(reader.GetString(ordinal), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            : reader.GetFieldValue<DateTimeOffset>(ordinal);
    }

    public DateTimeOffset? InstantOrNull(string column) => IsNull(column) ? null : Instant(column);

    /// <summary>An enum kept by its name.</summary>
    public T Choice<T>(string column) where T : struct, Enum => Enum.Parse<T>(Text(column), ignoreCase: true);

    public T Json<T>(string column) => JsonSerializer.Deserialize<T>(Text(column), JsonStorage.Options)
        ?? throw new InvalidDataException($"Column {column} holds JSON null");
}
