using Phusa.Warehouse.DuckDb.Native;

namespace Phusa.Warehouse.DuckDb;

public sealed unsafe partial class DuckVector
{
    /// <summary>Bytes from one value to the next; zero where values lie in the children.</summary>
    private int Stride => Column.Type switch
    {
        DuckType.Boolean or DuckType.TinyInt or DuckType.UTinyInt => 1,
        DuckType.SmallInt or DuckType.USmallInt => 2,
        DuckType.Integer or DuckType.UInteger or DuckType.Float or DuckType.Date => 4,
        DuckType.Decimal => Column.Width <= 4 ? 2 : Column.Width <= 9 ? 4 : Column.Width <= 18 ? 8 : 16,
        DuckType.Enum => Column.EnumBytes,
        DuckType.HugeInt or DuckType.UHugeInt or DuckType.Uuid or DuckType.Interval or DuckType.Varchar
            or DuckType.Blob or DuckType.Bit or DuckType.Geometry or DuckType.BigNumber or DuckType.List
            or DuckType.Map => 16,
        DuckType.Struct or DuckType.Array or DuckType.Union or DuckType.Variant => 0,
        _ => 8,
    };

    internal void Enter(nint vector, int count)
    {
        memory = (byte*)NativeMethods.VectorMemory(vector);
        validity = (ulong*)NativeMethods.VectorValidity(vector);
        Count = count;
        switch (Column.Type)
        {
            case DuckType.List or DuckType.Map:
                children[0].Enter(NativeMethods.ListChild(vector), checked((int)NativeMethods.ListSize(vector)));
                break;
            case DuckType.Array:
                children[0].Enter(NativeMethods.ArrayChild(vector), checked(count * Column.Width));
                break;
            case DuckType.Struct or DuckType.Union:
                for (var i = 0; i < children.Length; i++)
                {
                    children[i].Enter(NativeMethods.StructChild(vector, (ulong)i), count);
                }
                break;
        }
    }

    internal void Leave()
    {
        Count = 0;
        memory = null;
        validity = null;
        foreach (var child in children)
        {
            child.Leave();
        }
        GC.KeepAlive(owner);
    }
}
