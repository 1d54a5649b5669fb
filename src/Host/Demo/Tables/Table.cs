using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Tables;

/// <summary>Rows of another dataset that fields may point to.</summary>
internal abstract class Table(string dataset, IReadOnlyList<string> columns)
{
    public abstract long Rows { get; }

    public int Column(string name, Arguments asker)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i] == name)
            {
                return i;
            }
        }

        throw asker.Refuse($"'{dataset}' has no field '{name}'");
    }

    public abstract void Write(long row, int column, CsvBuffer to);
}

/// <summary>A dataset of facts, read whole.</summary>
internal sealed class FactsTable(string dataset, IReadOnlyList<string> columns, IReadOnlyList<Fields.Texts> rows)
    : Table(dataset, columns)
{
    public override long Rows => rows.Count;

    public ReadOnlySpan<byte> Cell(long row, int column) => rows[(int)row][column];

    public override void Write(long row, int column, CsvBuffer to) => to.Text(Cell(row, column));
}

/// <summary>A generated dataset, made again where it is asked for, without its faults.</summary>
internal sealed class RecipeTable(string dataset, Plan plan)
    : Table(dataset, [.. plan.Fields.Select(field => field.Name)])
{
    public override long Rows => plan.Rows;

    public override void Write(long row, int column, CsvBuffer to) => plan.Fields[column].Write(row, to);
}
