using Phusa.Host.Demo.Recipes;

namespace Phusa.Host.Demo.Fields;

/// <summary>
/// Which rows of a unique field must draw again, and how often. It is found once, in the rows' order, before any row
/// is written; from then on each row stands alone. It holds eight bytes a row while it looks and only the
/// exceptions afterwards.
/// </summary>
internal sealed class Redraws
{
    private const int Patience = 1000;

    private readonly Dictionary<long, int> attempts = [];

    public int Of(long row) => attempts.GetValueOrDefault(row);

    public void Find(Field field, long rows, string file)
    {
        var seen = new HashSet<ulong>();
        var scratch = new CsvBuffer();
        for (var row = 0L; row < rows; row++)
        {
            while (!field.IsBlank(row, scratch) && !seen.Add(HashOf(field, row, scratch)))
            {
                attempts[row] = Of(row) + 1;
                if (Of(row) > Patience)
                {
                    throw Arguments.Refusal(file, field.Name, $"has fewer than {rows} different values");
                }
            }
        }
    }

    private static ulong HashOf(Field field, long row, CsvBuffer scratch)
    {
        scratch.Cut(0);
        field.WriteValue(row, scratch);
        return Draws.Hash(scratch.From(0));
    }
}
