using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

/// <summary>One column of the chunk an appender fills: writes a value in the column's own storage.</summary>
internal sealed unsafe class AppendTarget(DuckColumn column)
{
    private nint vector;
    private byte* memory;
    private ulong* validity;

    /// <summary>A chunk of the table's column types, and where to write into it.</summary>
    public static (ChunkHandle Chunk, AppendTarget[] Targets) Chunk(AppenderHandle appender)
    {
        var types = new nint[(int)NativeMethods.AppenderColumnCount(appender)];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = NativeMethods.AppenderColumnType(appender, (ulong)i);
        }
        nint chunk;
        fixed (nint* at = types)
        {
            chunk = NativeMethods.CreateDataChunk(at, (ulong)types.Length);
        }
        return (new ChunkHandle(chunk),
            [.. types.Select((type, i) => new AppendTarget(ColumnReading.Take($"{i + 1}", type)))]);
    }

    public void Enter(nint vectorOfChunk)
    {
        vector = vectorOfChunk;
        memory = (byte*)NativeMethods.VectorMemory(vector);
        validity = null;
    }

    // A mask is made only for a chunk that has a null.
    public void Null(int row)
    {
        if (validity == null)
        {
            NativeMethods.EnsureValidityWritable(vector);
            validity = (ulong*)NativeMethods.VectorValidity(vector);
        }
        validity[row >> 6] &= ~(1UL << (row & 63));
    }

    public void Text(int row, ReadOnlySpan<byte> utf8) => Bytes(row, utf8, DuckType.Varchar);

    public void Blob(int row, ReadOnlySpan<byte> bytes) => Bytes(row, bytes, DuckType.Blob);

    public void Boolean(int row, bool value) => At<byte>(DuckType.Boolean, row) = value ? (byte)1 : (byte)0;

    public void Date(int row, DateOnly date) => At<int>(DuckType.Date, row) = NativeValue.Days(date);

    public void Timestamp(int row, DateTime time, DuckType type) => At<long>(type, row) = NativeValue.Micros(time);

    public void Uuid(int row, Guid id)
    {
        var bits = NativeHugeInt.Of(id);
        bits.Upper ^= 1UL << 63;
        At<NativeHugeInt>(DuckType.Uuid, row) = bits;
    }

    public void Integer(int row, long number)
    {
        checked
        {
            switch (column.Type)
            {
                case DuckType.BigInt: ((long*)memory)[row] = number; break;
                case DuckType.Integer: ((int*)memory)[row] = (int)number; break;
                case DuckType.SmallInt: ((short*)memory)[row] = (short)number; break;
                case DuckType.TinyInt: ((sbyte*)memory)[row] = (sbyte)number; break;
                case DuckType.UBigInt: ((ulong*)memory)[row] = (ulong)number; break;
                case DuckType.UInteger: ((uint*)memory)[row] = (uint)number; break;
                case DuckType.USmallInt: ((ushort*)memory)[row] = (ushort)number; break;
                case DuckType.UTinyInt: memory[row] = (byte)number; break;
                case DuckType.HugeInt: ((NativeHugeInt*)memory)[row] = NativeHugeInt.Of(number); break;
                case DuckType.Decimal: Decimal(row, number); break;
                default: Number(row, number); break;
            }
        }
    }

    public void Number(int row, double number)
    {
        if (column.Type == DuckType.Float)
        {
            ((float*)memory)[row] = (float)number;
            return;
        }
        At<double>(DuckType.Double, row) = number;
    }

    public void Decimal(int row, decimal number)
    {
        if (column.Type != DuckType.Decimal)
        {
            throw Wrong(DuckType.Decimal);
        }
        var rounded = number.Scale > column.Scale ? decimal.Round(number, column.Scale) : number;
        var digits = checked(NativeValue.Mantissa(rounded) * Power(column.Scale - rounded.Scale));
        if (Int128.Abs(digits) >= Power(column.Width))
        {
            throw new OverflowException($"{number} does not fit into {column.TypeName} (column {column.Name}).");
        }
        switch (column.Width)
        {
            case <= 4: ((short*)memory)[row] = (short)digits; break;
            case <= 9: ((int*)memory)[row] = (int)digits; break;
            case <= 18: ((long*)memory)[row] = (long)digits; break;
            default: ((NativeHugeInt*)memory)[row] = NativeHugeInt.Of(digits); break;
        }
    }

    private void Bytes(int row, ReadOnlySpan<byte> bytes, DuckType type)
    {
        if (column.Type != type)
        {
            throw Wrong(type);
        }
        byte none = 0;
        fixed (byte* at = bytes)
        {
            NativeMethods.AssignString(vector, (ulong)row, at is null ? &none : at, (ulong)bytes.Length);
        }
    }

    private ref T At<T>(DuckType type, int row) where T : unmanaged
    {
        if (column.Type != type)
        {
            throw Wrong(type);
        }
        return ref ((T*)memory)[row];
    }

    private InvalidOperationException Wrong(DuckType given) =>
        new($"Column {column.Name} of the table is {column.TypeName} and takes no {given}.");

    private static Int128 Power(int exponent)
    {
        Int128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }
        return power;
    }
}
