namespace Phusa.Warehouse.DuckDb.Native;

/// <summary>Turns the library's logical types into <see cref="DuckColumn"/>, freeing each as it goes.</summary>
internal static unsafe class ColumnReading
{
    public static DuckColumn[] Of(NativeResult* result)
    {
        var columns = new DuckColumn[(int)NativeMethods.ColumnCount(result)];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = NativeText.Read(NativeMethods.ColumnName(result, (ulong)i)) ?? "";
            columns[i] = Take(name, NativeMethods.ColumnType(result, (ulong)i));
        }
        return columns;
    }

    public static DuckColumn[] Of(StatementHandle statement)
    {
        var columns = new DuckColumn[(int)NativeMethods.StatementColumnCount(statement)];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = NativeText.Take(NativeMethods.StatementColumnName(statement, (ulong)i));
            columns[i] = Take(name, NativeMethods.StatementColumnType(statement, (ulong)i));
        }
        return columns;
    }

    /// <summary>Reads the type and frees it.</summary>
    public static DuckColumn Take(string name, nint type)
    {
        if (type == 0)
        {
            return new(name, DuckType.Invalid, 0, 0, [], []);
        }
        try
        {
            return Read(name, type);
        }
        finally
        {
            NativeMethods.DestroyLogicalType(ref type);
        }
    }

    private static DuckColumn Read(string name, nint type)
    {
        var kind = (DuckType)NativeMethods.TypeId(type);
        return kind switch
        {
            DuckType.Decimal =>
                new(name, kind, NativeMethods.DecimalWidth(type), NativeMethods.DecimalScale(type), [], []),
            DuckType.Enum => new(name, kind, 0, 0, [], EnumValues(type)),
            DuckType.List => new(name, kind, 0, 0, [Take("element", NativeMethods.ListChildType(type))], []),
            DuckType.Array => new(name, kind, (int)NativeMethods.ArraySize(type), 0,
                [Take("element", NativeMethods.ArrayChildType(type))], []),
            DuckType.Map => new(name, kind, 0, 0, [new("entry", DuckType.Struct, 0, 0,
                [Take("key", NativeMethods.MapKeyType(type)), Take("value", NativeMethods.MapValueType(type))],
                [])], []),
            DuckType.Struct => new(name, kind, 0, 0, Fields(type), []),
            DuckType.Union =>
                new(name, kind, 0, 0, [new("tag", DuckType.UTinyInt, 0, 0, [], []), .. Members(type)], []),
            _ => new(name, kind, 0, 0, [], []),
        };
    }

    private static string[] EnumValues(nint type)
    {
        var values = new string[NativeMethods.EnumSize(type)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = NativeText.Take(NativeMethods.EnumValue(type, (ulong)i));
        }
        return values;
    }

    private static DuckColumn[] Fields(nint type)
    {
        var fields = new DuckColumn[(int)NativeMethods.StructChildCount(type)];
        for (var i = 0; i < fields.Length; i++)
        {
            fields[i] = Take(NativeText.Take(NativeMethods.StructChildName(type, (ulong)i)),
                NativeMethods.StructChildType(type, (ulong)i));
        }
        return fields;
    }

    private static DuckColumn[] Members(nint type)
    {
        var members = new DuckColumn[(int)NativeMethods.UnionMemberCount(type)];
        for (var i = 0; i < members.Length; i++)
        {
            members[i] = Take(NativeText.Take(NativeMethods.UnionMemberName(type, (ulong)i)),
                NativeMethods.UnionMemberType(type, (ulong)i));
        }
        return members;
    }
}
