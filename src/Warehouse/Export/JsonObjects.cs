using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

/// <summary>A row as a JSON object: names are encoded once, not per row.</summary>
internal sealed class JsonObjects
{
    private readonly byte[][] names;
    private readonly CellKind[] kinds;

    public JsonObjects(RowShape shape)
    {
        kinds = [.. shape.Columns.Select(CellText.KindOf)];
        names = [.. shape.Names.Select((name, i) =>
        {
            using var text = new Utf8Buffer(null, CancellationToken.None);
            text.Byte(i == 0 ? (byte)'{' : (byte)',');
            JsonText.Text(Encoding.UTF8.GetBytes(name), text);
            text.Byte((byte)':');
            return text.Kept.ToArray();
        })];
    }

    public void Write(DuckChunk chunk, int row, Utf8Buffer to)
    {
        for (var i = 0; i < names.Length; i++)
        {
            to.Write(names[i]);
            JsonText.Value(chunk.Column(i), row, kinds[i], to);
        }
        to.Write(names.Length == 0 ? "{}"u8 : "}"u8);
    }
}
