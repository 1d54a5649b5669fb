using System.Runtime.InteropServices;

namespace Phusa.Warehouse.DuckDb.Native;

/// <summary><c>duckdb_result</c>: five fields no longer used and the pointer that matters, 48 bytes in all.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeResult
{
    public ulong ColumnCount, RowCount, RowsChanged;
    public nint Columns, ErrorMessage, Internal;
}

/// <summary><c>duckdb_hugeint</c> and <c>duckdb_uhugeint</c>: 128 bits, low half first.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeHugeInt
{
    public ulong Lower, Upper;

    public readonly Int128 Signed => new(Upper, Lower);

    public readonly UInt128 Unsigned => new(Upper, Lower);

    public static NativeHugeInt Of(Int128 value) =>
        new() { Lower = (ulong)(UInt128)value, Upper = (ulong)((UInt128)value >> 64) };

    /// <summary>The big-endian bits of the identifier, as <c>duckdb_create_uuid</c> takes them.</summary>
    public static NativeHugeInt Of(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return new()
        {
            Upper = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            Lower = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
        };
    }

    /// <summary>As stored in a column: the top bit is flipped, so that order as a number is order as text.</summary>
    public readonly Guid StoredUuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, Upper ^ (1UL << 63));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Lower);
        return new Guid(bytes, bigEndian: true);
    }
}

/// <summary><c>duckdb_decimal</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeDecimal
{
    public byte Width, Scale;
    public NativeHugeInt Value;
}

/// <summary><c>duckdb_query_progress_type</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeProgress
{
    public double Percentage;
    public ulong RowsProcessed, TotalRows;
}

/// <summary>What <c>duckdb_prepared_statement_type</c> answers, as far as it matters here.</summary>
internal enum StatementKind
{
    Invalid = 0,
    Select = 1,
    Transaction = 10,
}
