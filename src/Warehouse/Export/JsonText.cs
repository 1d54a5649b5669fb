using System.Buffers;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

/// <summary>JSON's texts and values; texts that DuckDB keeps are valid UTF-8 already.</summary>
internal static class JsonText
{
    private static readonly SearchValues<byte> NeedEscape = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(one => (byte)one), (byte)'"', (byte)'\\']);

    public static void Value(DuckVector vector, int row, CellKind kind, Utf8Buffer to)
    {
        if (vector.IsNull(row) || (vector.Column.Type is DuckType.Double or DuckType.Float && !double.IsFinite(vector.Number(row))))
        {
            to.Write("null"u8);
            return;
        }
        switch (kind)
        {
            case CellKind.Text:
                Text(TextCell.Utf8(vector, row), to);
                break;
            case CellKind.Moment:
                to.Byte((byte)'"');
                CellText.Write(vector, row, to);
                to.Byte((byte)'"');
                break;
            default:
                CellText.Write(vector, row, to);
                break;
        }
    }

    public static void Text(string text, Utf8Buffer to) => Text(Encoding.UTF8.GetBytes(text), to);

    public static void Text(ReadOnlySpan<byte> text, Utf8Buffer to)
    {
        to.Byte((byte)'"');
        int special;
        while ((special = text.IndexOfAny(NeedEscape)) >= 0)
        {
            to.Write(text[..special]);
            Escape(text[special], to);
            text = text[(special + 1)..];
        }
        to.Write(text);
        to.Byte((byte)'"');
    }

    private static void Escape(byte letter, Utf8Buffer to)
    {
        switch (letter)
        {
            case (byte)'"': to.Write("\\\""u8); break;
            case (byte)'\\': to.Write("\\\\"u8); break;
            case (byte)'\n': to.Write("\\n"u8); break;
            case (byte)'\r': to.Write("\\r"u8); break;
            case (byte)'\t': to.Write("\\t"u8); break;
            default:
                to.Write("\\u00"u8);
                to.Byte((byte)(letter < 0x10 ? '0' : '1'));
                to.Byte("0123456789abcdef"u8[letter & 0xf]);
                break;
        }
    }
}
