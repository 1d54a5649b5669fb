namespace Phusa.Kernel.Vietnamese;

/// <summary>
/// How many typing slips (a letter wrong, missing, too many, or two neighbours swapped) part two words: Damerau 1964, in
/// the form that changes no letter twice. Letters are compared as they are; fold first where accents or case do not count.
/// </summary>
public static class EditDistance
{
    /// <summary>Up to here no memory is taken from the heap.</summary>
    private const int Short = 64;

    public static int Between(string left, string right) => Within(left, right, Math.Max(left.Length, right.Length));

    /// <summary>The distance, or one more than <paramref name="most"/> when it is greater: much faster where few are near.</summary>
    public static int Within(string left, string right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most)
        {
            return most + 1;
        }
        var width = right.Length + 1;
        Span<int> cells = width <= Short ? stackalloc int[3 * Short] : new int[3 * width];
        Span<int> before = cells[..width], last = cells[width..(2 * width)], row = cells[(2 * width)..(3 * width)];
        for (var at = 0; at < width; at++)
        {
            last[at] = at;
        }
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j < width; j++)
            {
                var change = left[i - 1] == right[j - 1] ? 0 : 1;
                row[j] = Math.Min(Math.Min(last[j], row[j - 1]) + 1, last[j - 1] + change);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
                best = Math.Min(best, row[j]);
            }
            if (best > most)
            {
                return most + 1;
            }
            var free = before;
            before = last;
            last = row;
            row = free;
        }
        return Math.Min(last[right.Length], most + 1);
    }
}
