namespace Phusa.Warehouse.DuckDb;

public sealed unsafe partial class DuckVector
{
    /// <summary>The parts of a nested column: see <see cref="DuckColumn.Children"/>.</summary>
    public DuckVector Child(int index) => children[index];

    /// <summary>Where a list, array or map lies in its child.</summary>
    public (int Offset, int Length) Range(int row)
    {
        if (IsNull(row))
        {
            return (0, 0);
        }
        if (Column.Type == DuckType.Array)
        {
            return (row * Column.Width, Column.Width);
        }
        if (Column.Type is not (DuckType.List or DuckType.Map))
        {
            throw Wrong("a list");
        }
        var entry = (ulong*)memory + ((long)row * 2);
        return (checked((int)entry[0]), checked((int)entry[1]));
    }

    /// <summary>
    /// The value as .NET holds it: whole numbers at their width, <see cref="decimal"/>, <see cref="string"/>,
    /// <see cref="DateOnly"/>, <see cref="DateTime"/>, <see cref="DateTimeOffset"/> for instants, bytes for blobs,
    /// <c>object[]</c> for lists, a dictionary for structs, an array of pairs for maps; null for null.
    /// </summary>
    /// <exception cref="OverflowException">A decimal or date that .NET cannot hold.</exception>
    public object? Value(int row) => IsNull(row) ? null : Column.Type switch
    {
        DuckType.Boolean => Boolean(row),
        DuckType.TinyInt => At<sbyte>(row),
        DuckType.SmallInt => At<short>(row),
        DuckType.Integer => At<int>(row),
        DuckType.BigInt => At<long>(row),
        DuckType.UTinyInt => At<byte>(row),
        DuckType.USmallInt => At<ushort>(row),
        DuckType.UInteger => At<uint>(row),
        DuckType.UBigInt => At<ulong>(row),
        DuckType.HugeInt => At<Native.NativeHugeInt>(row).Signed,
        DuckType.UHugeInt => At<Native.NativeHugeInt>(row).Unsigned,
        DuckType.Float => At<float>(row),
        DuckType.Double => At<double>(row),
        DuckType.Decimal => Decimal(row),
        DuckType.Varchar or DuckType.Enum => Text(row),
        DuckType.Blob or DuckType.Geometry => Utf8(row).ToArray(),
        DuckType.Bit => Bits(row),
        DuckType.Date => Date(row),
        DuckType.Time or DuckType.TimeNanoseconds or DuckType.TimeWithZone => Time(row),
        DuckType.TimestampWithZone => Instant(row),
        DuckType.Timestamp or DuckType.TimestampSeconds or DuckType.TimestampMilliseconds
            or DuckType.TimestampNanoseconds => Timestamp(row),
        DuckType.Interval => Interval(row),
        DuckType.Uuid => Uuid(row),
        DuckType.List or DuckType.Array => Elements(row),
        DuckType.Map => Pairs(row),
        DuckType.Struct => Fields(row),
        DuckType.Union => children[1 + children[0].At<byte>(row)].Value(row),
        _ => throw Wrong("a value"),
    };

    private object?[] Elements(int row)
    {
        var (offset, length) = Range(row);
        var elements = new object?[length];
        for (var i = 0; i < length; i++)
        {
            elements[i] = children[0].Value(offset + i);
        }
        return elements;
    }

    private KeyValuePair<object, object?>[] Pairs(int row)
    {
        var (offset, length) = Range(row);
        var (keys, values) = (children[0].children[0], children[0].children[1]);
        return [.. Enumerable.Range(offset, length).Select(i => KeyValuePair.Create(keys.Value(i)!, values.Value(i)))];
    }

    // The fields of row(1, 2) have no names.
    private object Fields(int row) => children.All(child => child.Column.Name.Length > 0)
        ? children.ToDictionary(child => child.Column.Name, child => child.Value(row))
        : children.Select(child => child.Value(row)).ToArray();

    // The first byte counts the unused bits in front.
    private string Bits(int row)
    {
        var bytes = Utf8(row);
        return string.Create((bytes.Length - 1) * 8 - bytes[0], bytes.ToArray(), static (text, bytes) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                var bit = i + bytes[0];
                text[i] = (bytes[1 + (bit >> 3)] >> (7 - (bit & 7)) & 1) == 1 ? '1' : '0';
            }
        });
    }
}
