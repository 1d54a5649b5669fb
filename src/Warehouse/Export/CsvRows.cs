using System.Buffers;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

/// <summary>
/// CSV of RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are.
/// </summary>
internal sealed class CsvRows(bool withMark) : RowWriter
{
    private static readonly SearchValues<byte> NeedQuotes = SearchValues.Create("\",\r\n"u8);

    private bool[] isText = [];

    public override void Begin(RowShape shape, Utf8Buffer to)
    {
        isText = [.. shape.Columns.Select(column => CellText.KindOf(column) == CellKind.Text)];
        if (withMark)
        {
            to.Write(Encoding.UTF8.Preamble);
        }
        for (var i = 0; i < shape.Names.Count; i++)
        {
            if (i > 0)
            {
                to.Byte((byte)',');
            }
            Text(Encoding.UTF8.GetBytes(shape.Names[i]), to);
        }
        to.Write("\r\n"u8);
    }

    public override void Row(DuckChunk chunk, int row, Utf8Buffer to)
    {
        for (var i = 0; i < isText.Length; i++)
        {
            if (i > 0)
            {
                to.Byte((byte)',');
            }
            var vector = chunk.Column(i);
            if (vector.IsNull(row))
            {
                continue;
            }
            if (isText[i])
            {
                Text(TextCell.Utf8(vector, row), to);
            }
            else
            {
                CellText.Write(vector, row, to);
            }
        }
        to.Write("\r\n"u8);
    }

    public override void End(string? next, Utf8Buffer to)
    {
    }

    public static void Text(ReadOnlySpan<byte> text, Utf8Buffer to)
    {
        var isFormula = TextCell.IsFormula(text);
        if (!text.ContainsAny(NeedQuotes))
        {
            // An empty text is told from no value by its quotes.
            if (text.Length == 0)
            {
                to.Write("\"\""u8);
                return;
            }
            if (isFormula)
            {
                to.Byte((byte)'\'');
            }
            to.Write(text);
            return;
        }
        to.Write(isFormula ? "\"'"u8 : "\""u8);
        int quote;
        while ((quote = text.IndexOf((byte)'"')) >= 0)
        {
            to.Write(text[..(quote + 1)]);
            to.Byte((byte)'"');
            text = text[(quote + 1)..];
        }
        to.Write(text);
        to.Byte((byte)'"');
    }
}
