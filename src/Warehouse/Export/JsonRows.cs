using System.Globalization;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

/// <summary>One object: the version and the total where it is known, the rows, and where the next page begins.</summary>
internal sealed class JsonRows(long version, long? total) : RowWriter
{
    private JsonObjects? objects;
    private bool isFirst = true;

    public override void Begin(RowShape shape, Utf8Buffer to)
    {
        objects = new(shape);
        var known = total is null ? "" : string.Create(CultureInfo.InvariantCulture, $"\"total\":{total},");
        to.Write(Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture, $"{{\"version\":{version},{known}\"rows\":[")));
    }

    public override void Row(DuckChunk chunk, int row, Utf8Buffer to)
    {
        if (!isFirst)
        {
            to.Write(",\n"u8);
        }
        isFirst = false;
        objects!.Write(chunk, row, to);
    }

    public override void End(string? next, Utf8Buffer to)
    {
        to.Write("],\"next\":"u8);
        if (next is null)
        {
            to.Write("null"u8);
        }
        else
        {
            JsonText.Text(next, to);
        }
        to.Write("}"u8);
    }
}

/// <summary>An object a line.</summary>
internal sealed class NdJsonRows : RowWriter
{
    private JsonObjects? objects;

    public override void Begin(RowShape shape, Utf8Buffer to) => objects = new(shape);

    public override void Row(DuckChunk chunk, int row, Utf8Buffer to)
    {
        objects!.Write(chunk, row, to);
        to.Byte((byte)'\n');
    }

    public override void End(string? next, Utf8Buffer to)
    {
    }
}
