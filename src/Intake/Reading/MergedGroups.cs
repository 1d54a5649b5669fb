using ExcelDataReader;

namespace Phusa.Intake.Reading;

/// <summary>
/// Reports merge the cells of a group downwards and write its name once: "Sở Y tế" beside five rows. Each of
/// these rows means it. What is merged sideways is a title and stays where it is.
/// </summary>
internal sealed class MergedGroups(IReadOnlyList<CellRange> merged)
{
    private readonly CellRange[] groups = [.. merged
        .Where(range => range.FromColumn == range.ToColumn && range.ToRow > range.FromRow)
        .OrderBy(range => range.FromRow)];

    private readonly Dictionary<int, (int Until, string? Value)> open = [];
    private int next;

    /// <param name="row">From 0; rows come in their order.</param>
    public string?[] Fill(int row, string?[] cells)
    {
        for (; next < groups.Length && groups[next].FromRow <= row; next++)
        {
            var group = groups[next];
            open[group.FromColumn] = (group.ToRow, group.FromColumn < cells.Length ? cells[group.FromColumn] : null);
        }
        foreach (var (column, (until, value)) in open)
        {
            if (until < row)
            {
                open.Remove(column);
            }
            else if (value is not null && (column >= cells.Length || cells[column] is null))
            {
                if (column >= cells.Length)
                {
                    Array.Resize(ref cells, column + 1);
                }
                cells[column] = value;
            }
        }
        return cells;
    }
}
