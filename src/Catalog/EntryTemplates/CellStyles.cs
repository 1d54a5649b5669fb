using System.Xml.Linq;
using Phusa.Catalog.Contracts;

namespace Phusa.Catalog.EntryTemplates;

/// <summary>Cell formats by number, in the order of the style sheet.</summary>
internal static class CellStyles
{
    public const int Header = 1, Required = 2, Wrapped = 8;

    private const int Text = 3, Date = 4, Timestamp = 5, Time = 6, Number = 7;

    /// <summary>
    /// Codes are text, or Excel takes the zeros at their front; numbers show as they were typed, days first.
    /// </summary>
    public static int Of(Field field) => field.Type switch
    {
        FieldType.Integer or FieldType.Number or FieldType.Decimal => Number,
        FieldType.Date => Date,
        FieldType.Timestamp => Timestamp,
        FieldType.Time => Time,
        _ => Text,
    };

    public static XElement Sheet() => XElement.Parse(
        $"""
        <styleSheet xmlns="{Cells.Main}">
          <numFmts count="2">
            <numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="dd/mm/yyyy\ hh:mm"/>
          </numFmts>
          <fonts count="2">
            <font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font>
          </fonts>
          <fills count="4">
            <fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFE6F1F1"/></patternFill></fill>
            <fill><patternFill patternType="solid"><fgColor rgb="FFFBF0D9"/></patternFill></fill>
          </fills>
          <borders count="1"><border/></borders>
          <cellStyleXfs count="1"><xf/></cellStyleXfs>
          <cellXfs count="9">
            <xf xfId="0"/>
            <xf xfId="0" fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1">
              <alignment wrapText="1" vertical="top"/></xf>
            <xf xfId="0" fontId="1" fillId="3" applyFont="1" applyFill="1" applyAlignment="1">
              <alignment wrapText="1" vertical="top"/></xf>
            <xf xfId="0" numFmtId="49" applyNumberFormat="1"/>
            <xf xfId="0" numFmtId="164" applyNumberFormat="1"/>
            <xf xfId="0" numFmtId="165" applyNumberFormat="1"/>
            <xf xfId="0" numFmtId="20" applyNumberFormat="1"/>
            <xf xfId="0"/>
            <xf xfId="0" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>
          </cellXfs>
        </styleSheet>
        """);
}
