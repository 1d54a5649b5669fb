using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.Search;

/// <summary>The words of a text as search compares them: folded, split where neither letter nor digit stands.</summary>
internal static class Tokens
{
    public static IEnumerable<string> Of(string? text)
    {
        foreach (var (start, length) in Spans(text ?? ""))
        {
            yield return Folding.Fold(text!.Substring(start, length));
        }
    }

    /// <summary>Where the words stand; marks that follow a letter belong to its word.</summary>
    public static IEnumerable<(int Start, int Length)> Spans(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var inside = at < text.Length && (char.IsLetterOrDigit(text[at])
                || (start >= 0 && char.GetUnicodeCategory(text[at]) == System.Globalization.UnicodeCategory.NonSpacingMark));
            if (inside && start < 0)
            {
                start = at;
            }
            else if (!inside && start >= 0)
            {
                yield return (start, at - start);
                start = -1;
            }
        }
    }
}
