namespace Phusa.Host.Demo.Fields;

/// <summary>What every field has, whatever its kind.</summary>
internal sealed record FieldFrame(string Name, Draws Draws, Share Blank, Redraws? Redraws);

/// <summary>
/// One column of a recipe. A field keeps no state between rows: what it writes is a function of the row's number, and
/// a field that builds on another asks that one for the same row again.
/// </summary>
internal abstract class Field(FieldFrame frame)
{
    public string Name => frame.Name;

    public Redraws? Redraws => frame.Redraws;

    /// <summary>Whether the cell is left empty. A value made of an empty cell is empty too.</summary>
    public virtual bool IsBlank(long row, CsvBuffer scratch) => frame.Blank.Hits(row);

    public void Write(long row, CsvBuffer to)
    {
        if (!IsBlank(row, to))
        {
            WriteValue(row, to);
        }
    }

    public abstract void WriteValue(long row, CsvBuffer to);

    protected Dice Roll(long row) => frame.Draws.Row(row, frame.Redraws?.Of(row) ?? 0);
}

/// <summary>A field of numbers, computed in units of its last decimal.</summary>
internal abstract class NumberField(FieldFrame frame, int decimals) : Field(frame)
{
    public int Decimals => decimals;

    public abstract long Scaled(long row, CsvBuffer scratch);

    /// <summary>The number as it is written, so that sums and products agree with the cells.</summary>
    public double Number(long row, CsvBuffer scratch) => (double)Scaled(row, scratch) / Powers.Of(decimals);

    public sealed override void WriteValue(long row, CsvBuffer to) => to.Number(Scaled(row, to), decimals);
}

/// <summary>A field that points to a row of a table: its cell is one column, templates may ask for others.</summary>
internal abstract class PointingField(FieldFrame frame, Tables.Table table, int column) : Field(frame)
{
    public Tables.Table Table => table;

    public abstract long Target(long row);

    public sealed override void WriteValue(long row, CsvBuffer to) => table.Write(Target(row), column, to);
}
