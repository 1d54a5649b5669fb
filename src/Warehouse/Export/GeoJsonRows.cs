using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

/// <summary>Features of RFC 7946: the geometry where there is one, else the point of latitude and longitude.</summary>
internal sealed class GeoJsonRows : RowWriter
{
    private JsonObjects? properties;
    private int placeAt;
    private bool isFirst = true;

    public override void Begin(RowShape shape, Utf8Buffer to)
    {
        properties = new(shape);
        placeAt = shape.PlaceAt;
        to.Write("{\"type\":\"FeatureCollection\",\"features\":["u8);
    }

    public override void Row(DuckChunk chunk, int row, Utf8Buffer to)
    {
        to.Write(isFirst ? "\n{\"type\":\"Feature\",\"geometry\":"u8 : ",\n{\"type\":\"Feature\",\"geometry\":"u8);
        isFirst = false;
        Geometry(chunk, row, to);
        to.Write(",\"properties\":"u8);
        properties!.Write(chunk, row, to);
        to.Byte((byte)'}');
    }

    public override void End(string? next, Utf8Buffer to)
    {
        to.Write("]"u8);
        if (next is not null)
        {
            to.Write(",\"next\":"u8);
            JsonText.Text(next, to);
        }
        to.Write("}"u8);
    }

    private void Geometry(DuckChunk chunk, int row, Utf8Buffer to)
    {
        var (geometry, x, y) = (chunk.Column(placeAt), chunk.Column(placeAt + 1), chunk.Column(placeAt + 2));
        if (!geometry.IsNull(row) && WktGeometry.ToGeoJson(geometry.Text(row)) is { } json)
        {
            to.Write(System.Text.Encoding.UTF8.GetBytes(json));
            return;
        }
        if (x.IsNull(row) || y.IsNull(row))
        {
            to.Write("null"u8);
            return;
        }
        to.Write("{\"type\":\"Point\",\"coordinates\":["u8);
        CellText.Write(x, row, to);
        to.Byte((byte)',');
        CellText.Write(y, row, to);
        to.Write("]}"u8);
    }
}
