using System.Globalization;

namespace Phusa.Warehouse.Export;

/// <summary>The shortest text that reads back as the same double.</summary>
internal static class DoubleText
{
    private const double Exact = 1e15;

    /// <returns>Zero bytes for what is no number: formats then leave it empty.</returns>
    public static int Write(double number, Span<byte> room)
    {
        if (!double.IsFinite(number))
        {
            return 0;
        }
        if (Math.Abs(number) < Exact && number != 0)
        {
            // Most figures have few decimals. A whole number under 2^53 divided by a power of ten is rounded correctly,
            // so if that gives the number back, these digits are its shortest text.
            var whole = (long)number;
            if (whole == number)
            {
                return CellText.Number(whole, room);
            }
            if (Math.Abs(number) < Exact / 1000)
            {
                var thousandths = (long)Math.Round(number * 1000);
                if (thousandths / 1000.0 == number)
                {
                    return DecimalText.Write(thousandths, 3, room, trim: true);
                }
            }
        }
        number.TryFormat(room, out var written, "R", CultureInfo.InvariantCulture);
        return written;
    }
}
