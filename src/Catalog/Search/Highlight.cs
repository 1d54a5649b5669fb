using Phusa.Catalog.Contracts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.Search;

/// <summary>Cuts a text into parts so that the words found can be shown.</summary>
internal static class Highlight
{
    /// <summary>About two lines of a result.</summary>
    private const int ExcerptLength = 180;

    public static IReadOnlyList<TextPart> Of(string text, IReadOnlySet<string> words)
    {
        var parts = new List<TextPart>();
        var done = 0;
        foreach (var (start, length) in Hits(text, words))
        {
            if (start > done)
            {
                parts.Add(new(text[done..start], false));
            }
            parts.Add(new(text.Substring(start, length), true));
            done = start + length;
        }
        if (done < text.Length)
        {
            parts.Add(new(text[done..], false));
        }
        return parts;
    }

    /// <summary>The beginning, or where the text is long the surroundings of the first word found.</summary>
    public static IReadOnlyList<TextPart> Excerpt(string? text, IReadOnlySet<string> words)
    {
        if (text is null || text.Length <= ExcerptLength)
        {
            return Of(text ?? "", words);
        }
        var first = Hits(text, words).Select(hit => hit.Start).FirstOrDefault();
        var start = first < ExcerptLength / 2 ? 0 : text.IndexOf(' ', Math.Min(first, text.Length - ExcerptLength) - (ExcerptLength / 3)) + 1;
        var end = Math.Min(text.Length, start + ExcerptLength);
        end = end < text.Length ? text.LastIndexOf(' ', end) : end;
        return Of($"{(start > 0 ? "… " : "")}{text[start..end]}{(end < text.Length ? " …" : "")}", words);
    }

    /// <summary>Neighbouring hits become one, so that a phrase is marked as a phrase.</summary>
    private static IEnumerable<(int Start, int Length)> Hits(string text, IReadOnlySet<string> words)
    {
        (int Start, int Length)? open = null;
        foreach (var (start, length) in words.Count == 0 ? [] : Tokens.Spans(text))
        {
            if (!words.Contains(Folding.Fold(text.Substring(start, length))))
            {
                continue;
            }
            if (open is { } before && text[(before.Start + before.Length)..start].All(char.IsWhiteSpace))
            {
                open = (before.Start, start + length - before.Start);
                continue;
            }
            if (open is { } ended)
            {
                yield return ended;
            }
            open = (start, length);
        }
        if (open is { } last)
        {
            yield return last;
        }
    }
}
