using System.Buffers;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export.Xlsx;

/// <summary>One cell of a sheet in the form of its type.</summary>
internal static class SheetCells
{
    private const int LongestText = 32_767;

    /// <summary>Excel keeps fifteen digits; longer numbers are written as text rather than changed.</summary>
    private const long MostDigits = 999_999_999_999_999;

    private static readonly DateTime Zero = new(1899, 12, 30);

    /// <summary>Before it, Excel counts a day that never was (29 February 1900).</summary>
    private static readonly DateTime Earliest = new(1900, 3, 1);

    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Where(one => one is not ('\t' or '\n')).Select(one => (byte)one), (byte)'&', (byte)'<', (byte)'>']);

    public static void Write(DuckVector vector, int row, CellKind kind, Utf8Buffer to)
    {
        if (vector.IsNull(row))
        {
            to.Write("<c/>"u8);
        }
        else if (kind == CellKind.Text)
        {
            Text(TextCell.Utf8(vector, row), to);
        }
        else if (kind == CellKind.Flag)
        {
            to.Write(vector.Boolean(row) ? "<c t=\"b\"><v>1</v></c>"u8 : "<c t=\"b\"><v>0</v></c>"u8);
        }
        else if (kind == CellKind.Number && IsExact(vector, row))
        {
            to.Write("<c><v>"u8);
            CellText.Write(vector, row, to);
            to.Write("</v></c>"u8);
        }
        else if (kind == CellKind.Moment && Serial(vector, row) is { } serial)
        {
            Moment(serial, vector.Column.Type, to);
        }
        else
        {
            to.Write("<c t=\"inlineStr\"><is><t>"u8);
            CellText.Write(vector, row, to);
            to.Write("</t></is></c>"u8);
        }
    }

    public static void Text(ReadOnlySpan<byte> text, Utf8Buffer to, int? style = null)
    {
        if ((style ?? (TextCell.IsFormula(text) ? WorkbookParts.Quoted : 0)) is var number and > 0)
        {
            to.Write("<c t=\"inlineStr\" s=\""u8);
            to.Byte((byte)('0' + number));
            to.Write("\"><is><t xml:space=\"preserve\">"u8);
        }
        else
        {
            to.Write("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        }
        // A letter takes at least one byte, so most texts need no counting.
        Escaped(text.Length > LongestText && Encoding.UTF8.GetCharCount(text) > LongestText
            ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text)[..(LongestText - 1)].TrimEnd('\uD83D') + "…") : text, to);
        to.Write("</t></is></c>"u8);
    }

    private static void Moment(double serial, DuckType type, Utf8Buffer to)
    {
        var style = type == DuckType.Date ? WorkbookParts.Date : type == DuckType.Time ? WorkbookParts.Time : WorkbookParts.DateTime;
        to.Write("<c s=\""u8);
        to.Byte((byte)('0' + style));
        to.Write("\"><v>"u8);
        to.Advance(DoubleText.Write(serial, to.Room(40)));
        to.Write("</v></c>"u8);
    }

    private static double? Serial(DuckVector vector, int row)
    {
        if (vector.Column.Type is DuckType.Time)
        {
            return vector.Time(row).Ticks / (double)TimeSpan.TicksPerDay;
        }
        if (!vector.IsInCalendar(row))
        {
            return null;
        }
        var time = vector.Column.Type == DuckType.Date ? vector.Date(row).ToDateTime(default) : vector.Timestamp(row);
        return time < Earliest ? null : (time - Zero).TotalDays;
    }

    private static bool IsExact(DuckVector vector, int row) => vector.Column.Type switch
    {
        DuckType.Double or DuckType.Float => double.IsFinite(vector.Number(row)),
        DuckType.HugeInt or DuckType.UHugeInt or DuckType.UBigInt => Math.Abs(vector.Number(row)) <= MostDigits,
        DuckType.Decimal => Int128.Abs(vector.Unscaled(row)) <= MostDigits,
        _ => vector.Integer(row) is >= -MostDigits and <= MostDigits,
    };

    private static void Escaped(ReadOnlySpan<byte> text, Utf8Buffer to)
    {
        int special;
        while ((special = text.IndexOfAny(Special)) >= 0)
        {
            to.Write(text[..special]);
            to.Write(text[special] switch
            {
                (byte)'&' => "&amp;"u8,
                (byte)'<' => "&lt;"u8,
                (byte)'>' => "&gt;"u8,
                (byte)'\r' => "&#13;"u8,
                // XML has no other control characters at all.
                _ => " "u8,
            });
            text = text[(special + 1)..];
        }
        to.Write(text);
    }
}
