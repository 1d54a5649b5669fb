using System.Globalization;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

internal enum CellKind { Text, Number, Flag, Moment }

/// <summary>Values other than texts in the one written form that every format shares.</summary>
internal static class CellText
{
    private const int Longest = 80;
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public static CellKind KindOf(DuckColumn column) => column.Type switch
    {
        DuckType.Boolean => CellKind.Flag,
        DuckType.TinyInt or DuckType.SmallInt or DuckType.Integer or DuckType.BigInt or DuckType.UTinyInt
            or DuckType.USmallInt or DuckType.UInteger or DuckType.UBigInt or DuckType.HugeInt or DuckType.UHugeInt
            or DuckType.Float or DuckType.Double or DuckType.Decimal => CellKind.Number,
        DuckType.Date or DuckType.Time or DuckType.Timestamp or DuckType.TimestampSeconds
            or DuckType.TimestampMilliseconds or DuckType.TimestampNanoseconds or DuckType.TimestampWithZone => CellKind.Moment,
        _ => CellKind.Text,
    };

    /// <summary>Writes a value that is not null and not a text.</summary>
    public static void Write(DuckVector vector, int row, Utf8Buffer to)
    {
        var room = to.Room(Longest);
        to.Advance(vector.Column.Type switch
        {
            DuckType.BigInt => Number(vector.Integer(row), room),
            DuckType.Integer or DuckType.SmallInt or DuckType.TinyInt or DuckType.UInteger or DuckType.USmallInt
                or DuckType.UTinyInt => Number(vector.Integer(row), room),
            DuckType.Double or DuckType.Float => DoubleText.Write(vector.Number(row), room),
            DuckType.Decimal => DecimalText.Write(vector.Unscaled(row), vector.Column.Scale, room),
            DuckType.Boolean => Copy(vector.Boolean(row) ? "true"u8 : "false"u8, room),
            DuckType.Date => Date(vector, row, room),
            DuckType.Timestamp or DuckType.TimestampSeconds or DuckType.TimestampMilliseconds
                or DuckType.TimestampNanoseconds or DuckType.TimestampWithZone => Timestamp(vector, row, room),
            _ => Other(vector.Value(row)!, room),
        });
    }

    public static int Number(long number, Span<byte> room)
    {
        number.TryFormat(room, out var written, default, CultureInfo.InvariantCulture);
        return written;
    }

    private static int Date(DuckVector vector, int row, Span<byte> room)
    {
        var day = vector.Values<int>()[row] + (long)Epoch;
        return day is < 0 or > 3_652_058 ? Other(day - Epoch, room) : Day(DateOnly.FromDayNumber((int)day), room);
    }

    private static int Day(DateOnly date, Span<byte> room)
    {
        var (year, month, day) = date;
        (room[0], room[1]) = ((byte)('0' + year / 1000), (byte)('0' + year / 100 % 10));
        (room[2], room[3], room[4]) = ((byte)('0' + year / 10 % 10), (byte)('0' + year % 10), (byte)'-');
        (room[5], room[6], room[7]) = ((byte)('0' + month / 10), (byte)('0' + month % 10), (byte)'-');
        (room[8], room[9]) = ((byte)('0' + day / 10), (byte)('0' + day % 10));
        return 10;
    }

    private static int Timestamp(DuckVector vector, int row, Span<byte> room)
    {
        if (!vector.IsInCalendar(row))
        {
            return 0;
        }
        var time = vector.Timestamp(row);
        Day(DateOnly.FromDateTime(time), room);
        time.TryFormat(room[10..], out var written,
            time.Ticks % TimeSpan.TicksPerSecond == 0 ? "THH:mm:ss" : "THH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);
        if (vector.Column.Type == DuckType.TimestampWithZone)
        {
            room[10 + written++] = (byte)'Z';
        }
        return 10 + written;
    }

    private static int Copy(ReadOnlySpan<byte> text, Span<byte> room)
    {
        text.CopyTo(room);
        return text.Length;
    }

    private static int Other(object value, Span<byte> room)
    {
        var text = value is TimeOnly time
            ? time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "HH:mm:ss" : "HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture)
            : Convert.ToString(value, CultureInfo.InvariantCulture)!;
        Encoding.UTF8.TryGetBytes(text, room, out var written);
        return written;
    }
}
