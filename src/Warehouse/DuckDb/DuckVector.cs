using System.Text;
using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>
/// The values of one column in the chunk at hand. Rows beyond it throw; a value that is null reads as empty text or
/// as whatever lies there, so ask <see cref="IsNull"/> first.
/// </summary>
public sealed unsafe partial class DuckVector
{
    // Keeps the native memory while somebody holds only the vector.
    private readonly ResultHandle owner;
    private readonly DuckVector[] children;
    private byte* memory;
    private ulong* validity;

    internal DuckVector(ResultHandle owner, DuckColumn column)
    {
        this.owner = owner;
        Column = column;
        children = [.. column.Children.Select(child => new DuckVector(owner, child))];
    }

    public DuckColumn Column { get; }

    public int Count { get; private set; }

    // No mask at all means that no value is null.
    public bool IsNull(int row) => Check(row) is var _ && validity != null && (validity[row >> 6] >> row & 1) == 0;

    /// <summary>The bare values, for a <typeparamref name="T"/> as wide as the column's storage.</summary>
    public ReadOnlySpan<T> Values<T>() where T : unmanaged => sizeof(T) == Stride
        ? new(memory, Count)
        : throw Wrong($"spans of {typeof(T).Name}");

    /// <summary>The bytes of a text, blob or enum value, valid until the next chunk.</summary>
    public ReadOnlySpan<byte> Utf8(int row)
    {
        if (IsNull(row))
        {
            return [];
        }
        if (Column.Type == DuckType.Enum)
        {
            return Column.EnumUtf8[EnumIndex(row)];
        }
        if (Column.Type is not (DuckType.Varchar or DuckType.Blob or DuckType.Bit or DuckType.Geometry
            or DuckType.BigNumber))
        {
            throw Wrong("text");
        }
        // Twelve bytes fit into the 16-byte slot itself; longer ones are pointed at behind their prefix.
        var slot = memory + ((long)row * 16);
        var length = checked((int)*(uint*)slot);
        return new(length <= 12 ? slot + 4 : *(byte**)(slot + 8), length);
    }

    /// <summary>A copy of a text or enum value.</summary>
    public string Text(int row) => Encoding.UTF8.GetString(Utf8(row));

    /// <summary>A truth value.</summary>
    public bool Boolean(int row) => Column.Type == DuckType.Boolean ? At<byte>(row) != 0 : throw Wrong("a truth value");

    /// <summary>A whole number of any width.</summary>
    /// <exception cref="OverflowException">It is beyond 64 bits.</exception>
    public long Integer(int row) => Column.Type switch
    {
        DuckType.Integer => At<int>(row),
        DuckType.BigInt => At<long>(row),
        DuckType.TinyInt => At<sbyte>(row),
        DuckType.SmallInt => At<short>(row),
        DuckType.UTinyInt or DuckType.Boolean => At<byte>(row),
        DuckType.USmallInt => At<ushort>(row),
        DuckType.UInteger => At<uint>(row),
        DuckType.UBigInt => checked((long)At<ulong>(row)),
        DuckType.HugeInt => checked((long)At<NativeHugeInt>(row).Signed),
        DuckType.UHugeInt => checked((long)At<NativeHugeInt>(row).Unsigned),
        _ => throw Wrong("a whole number"),
    };

    /// <summary>Any number as a double.</summary>
    public double Number(int row) => Column.Type switch
    {
        DuckType.Double => At<double>(row),
        DuckType.Float => At<float>(row),
        DuckType.Decimal => (double)Unscaled(row) / Math.Pow(10, Column.Scale),
        DuckType.UBigInt => At<ulong>(row),
        DuckType.HugeInt => (double)At<NativeHugeInt>(row).Signed,
        DuckType.UHugeInt => (double)At<NativeHugeInt>(row).Unsigned,
        _ => Integer(row),
    };

    /// <summary>A decimal or whole number.</summary>
    /// <exception cref="OverflowException">It has more digits than a .NET decimal takes (28).</exception>
    public decimal Decimal(int row)
    {
        if (Column.Type == DuckType.UHugeInt)
        {
            return (decimal)At<NativeHugeInt>(row).Unsigned;
        }
        if (Column.Type != DuckType.Decimal)
        {
            return Column.Type == DuckType.HugeInt ? (decimal)At<NativeHugeInt>(row).Signed
                : Column.Type == DuckType.UBigInt ? At<ulong>(row) : Integer(row);
        }
        var (digits, scale) = (Unscaled(row), Column.Scale);
        var magnitude = Int128.Abs(digits);
        while (scale > 0 && (magnitude >> 96 != 0 || scale > 28))
        {
            var (shorter, last) = Int128.DivRem(magnitude, 10);
            (magnitude, scale) = last == 0 ? (shorter, scale - 1) : throw TooLong(row);
        }
        return magnitude >> 96 != 0
            ? throw TooLong(row)
            : new decimal((int)(uint)(ulong)magnitude, (int)(uint)((ulong)magnitude >> 32),
                (int)(uint)(ulong)(magnitude >> 64), Int128.IsNegative(digits), (byte)scale);
    }

    /// <summary>A decimal's digits without the point, for those too long for a .NET decimal.</summary>
    public Int128 Unscaled(int row) => Column.Type != DuckType.Decimal ? throw Wrong("a decimal") : Column.Width switch
    {
        <= 4 => At<short>(row),
        <= 9 => At<int>(row),
        <= 18 => At<long>(row),
        _ => At<NativeHugeInt>(row).Signed,
    };

    /// <summary>An identifier of 128 bits.</summary>
    public Guid Uuid(int row) =>
        Column.Type == DuckType.Uuid ? At<NativeHugeInt>(row).StoredUuid() : throw Wrong("a UUID");

    private int EnumIndex(int row) => Column.EnumBytes switch
    {
        1 => At<byte>(row),
        2 => At<ushort>(row),
        _ => (int)At<uint>(row),
    };

    private T At<T>(int row) where T : unmanaged => ((T*)memory)[Check(row)];

    private int Check(int row) => (uint)row < (uint)Count
        ? row
        : throw new ArgumentOutOfRangeException(nameof(row), row, $"The chunk holds {Count} rows.");

    private InvalidOperationException Wrong(string wanted) =>
        new($"The column {Column.Name} is {Column.TypeName}, which cannot be read as {wanted}.");

    private OverflowException TooLong(int row) =>
        new($"{Unscaled(row)} (with {Column.Scale} decimals, column {Column.Name}) is too long for a decimal.");
}
