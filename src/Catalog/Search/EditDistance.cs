namespace Phusa.Catalog.Search;

/// <summary>How many typing slips (a letter wrong, missing, too many, or two swapped) part two words.</summary>
internal static class EditDistance
{
    /// <summary>Longer words are not what anybody types by mistake.</summary>
    private const int Longest = 40;

    /// <summary>The distance, or one more than <paramref name="most"/> when it is greater.</summary>
    public static int Within(string left, string right, int most)
    {
        if (Math.Abs(left.Length - right.Length) > most || left.Length > Longest || right.Length > Longest)
        {
            return most + 1;
        }
        Span<int> before = stackalloc int[Longest + 1], last = stackalloc int[Longest + 1], row = stackalloc int[Longest + 1];
        for (var at = 0; at <= right.Length; at++)
        {
            last[at] = at;
        }
        for (var i = 1; i <= left.Length; i++)
        {
            row[0] = i;
            var best = i;
            for (var j = 1; j <= right.Length; j++)
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
