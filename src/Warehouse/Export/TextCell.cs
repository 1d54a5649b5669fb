using System.Globalization;
using System.Text;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Warehouse.Export;

/// <summary>The text of a cell that is no number, flag or moment.</summary>
internal static class TextCell
{
    public static ReadOnlySpan<byte> Utf8(DuckVector vector, int row) =>
        vector.Column.Type is DuckType.Varchar or DuckType.Enum
            ? vector.Utf8(row)
            : Encoding.UTF8.GetBytes(Convert.ToString(vector.Value(row), CultureInfo.InvariantCulture) ?? "");

    /// <summary>
    /// Begins as spreadsheets let formulas begin (OWASP, CSV injection); a tab or line feed in front would be skipped.
    /// </summary>
    public static bool IsFormula(ReadOnlySpan<byte> text) => text.Length > 0
        && text[0] is (byte)'=' or (byte)'+' or (byte)'-' or (byte)'@' or (byte)'\t' or (byte)'\r';
}
