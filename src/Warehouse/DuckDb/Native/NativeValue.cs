using System.Collections;
using System.Text;

namespace Phusa.Warehouse.DuckDb.Native;

/// <summary>A value of .NET as a <c>duckdb_value</c>, which the caller destroys.</summary>
internal static unsafe class NativeValue
{
    private static readonly DateOnly Epoch = new(1970, 1, 1);

    public static nint Of(object? value) => value switch
    {
        null or DBNull => NativeMethods.CreateNull(),
        string text => Varchar(text),
        bool flag => NativeMethods.CreateBool(flag ? (byte)1 : (byte)0),
        int or short or sbyte or ushort or byte =>
            NativeMethods.CreateInt32(Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)),
        uint number => NativeMethods.CreateInt64(number),
        long number => NativeMethods.CreateInt64(number),
        ulong number => NativeMethods.CreateUInt64(number),
        Int128 number => NativeMethods.CreateHugeInt(NativeHugeInt.Of(number)),
        float number => NativeMethods.CreateFloat(number),
        double number => NativeMethods.CreateDouble(number),
        decimal number => NativeMethods.CreateDecimal(Decimal(number)),
        Guid id => NativeMethods.CreateUuid(NativeHugeInt.Of(id)),
        DateOnly date => NativeMethods.CreateDate(Days(date)),
        TimeOnly time => NativeMethods.CreateTime(time.Ticks / TimeSpan.TicksPerMicrosecond),
        DateTime time => NativeMethods.CreateTimestamp(Micros(time)),
        DateTimeOffset instant => NativeMethods.CreateTimestampTz(Micros(instant.UtcDateTime)),
        byte[] bytes => Blob(bytes),
        ReadOnlyMemory<byte> bytes => Blob(bytes.Span),
        IList list => List(list),
        _ => throw new ArgumentException($"A value of type {value.GetType()} cannot be bound.", nameof(value)),
    };

    public static int Days(DateOnly date) => date.DayNumber - Epoch.DayNumber;

    public static long Micros(DateTime time) =>
        (time.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>
    /// The number at a width of 9 or 18 digits where it fits, so that one statement run with other amounts keeps its
    /// parameter types and need not be bound anew.
    /// </summary>
    public static NativeDecimal Decimal(decimal number)
    {
        var mantissa = Mantissa(number);
        var magnitude = Int128.Abs(mantissa);
        var scale = number.Scale;
        var width = magnitude < 1_000_000_000 && scale <= 9 ? 9
            : magnitude < 1_000_000_000_000_000_000 && scale <= 18 ? 18
            : Math.Max(magnitude.ToString(System.Globalization.CultureInfo.InvariantCulture).Length, scale);
        return new() { Width = (byte)width, Scale = scale, Value = NativeHugeInt.Of(mantissa) };
    }

    /// <summary>The digits without the point, with the sign.</summary>
    public static Int128 Mantissa(decimal number)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(number, parts);
        var magnitude = (Int128)new UInt128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return decimal.IsNegative(number) ? -magnitude : magnitude;
    }

    private static nint Varchar(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* at = bytes)
        {
            // An empty array is pinned as null, which the library would not take for a text.
            byte none = 0;
            return NativeMethods.CreateVarchar(at is null ? &none : at, (ulong)bytes.Length);
        }
    }

    private static nint Blob(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* at = bytes)
        {
            byte none = 0;
            return NativeMethods.CreateBlob(at is null ? &none : at, (ulong)bytes.Length);
        }
    }

    private static nint List(IList list)
    {
        var kind = ElementKind(list);
        var elements = new nint[list.Count];
        var type = NativeMethods.CreateLogicalType((int)kind);
        try
        {
            for (var i = 0; i < elements.Length; i++)
            {
                elements[i] = Of(list[i]);
            }
            fixed (nint* at = elements)
            {
                nint none = 0;
                var created = NativeMethods.CreateList(type, at is null ? &none : at, (ulong)elements.Length);
                return created != 0 ? created
                    : throw new ArgumentException("The elements of a list are not of one type.", nameof(list));
            }
        }
        finally
        {
            NativeMethods.DestroyLogicalType(ref type);
            foreach (ref var element in elements.AsSpan())
            {
                NativeMethods.DestroyValue(ref element);
            }
        }
    }

    private static DuckType ElementKind(IList list)
    {
        var type = list.GetType();
        var element = type.GetElementType() ?? (type.IsGenericType ? type.GetGenericArguments()[0] : null);
        return (Nullable.GetUnderlyingType(element ?? typeof(object)) ?? element) switch
        {
            { } t when t == typeof(string) => DuckType.Varchar,
            { } t when t == typeof(long) || t == typeof(uint) => DuckType.BigInt,
            { } t when t == typeof(int) || t == typeof(short) => DuckType.Integer,
            { } t when t == typeof(double) => DuckType.Double,
            { } t when t == typeof(Guid) => DuckType.Uuid,
            { } t when t == typeof(DateOnly) => DuckType.Date,
            { } t when t == typeof(bool) => DuckType.Boolean,
            _ => throw new ArgumentException($"A list of type {type} cannot be bound.", nameof(list)),
        };
    }
}
