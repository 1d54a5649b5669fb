using System.Globalization;
using System.Text.RegularExpressions;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Intake.Inference;

/// <summary>Names of fields and datasets from what people call them: "Số quyết định" gives so_quyet_dinh.</summary>
internal static partial class Naming
{
    private const int Longest = 60;

    public static string OfFile(string name) => Snake(Path.GetFileNameWithoutExtension(name)) is { Length: > 0 } snake
        ? Started(snake, "dataset") : "dataset";

    /// <summary>One name for each header, none twice.</summary>
    public static IReadOnlyList<string> OfHeaders(IReadOnlyList<string> headers)
    {
        var taken = new HashSet<string>();
        return [.. headers.Select((header, at) =>
        {
            var position = (at + 1).ToString(CultureInfo.InvariantCulture);
            var stem = Snake(header) is { Length: > 0 } snake ? Started(snake, "field") : $"column_{position}";
            stem = ReservedNames.Has(stem) ? $"field_{stem}" : stem;
            return taken.Add(stem) ? stem : Free(stem, taken);
        })];
    }

    /// <summary>Folded, words apart by one blank: for looking words up in a header.</summary>
    public static string Folded(string header) => Others().Replace(Folding.Fold(header), " ").Trim();

    private static string Free(string stem, HashSet<string> taken) => Enumerable.Range(2, int.MaxValue - 2)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}")).First(taken.Add);

    private static string Snake(string text)
    {
        var snake = Others().Replace(Folding.Fold(text), "_").Trim('_');
        return snake.Length <= Longest ? snake : snake[..Longest].TrimEnd('_');
    }

    private static string Started(string snake, string word) => char.IsAsciiLetterLower(snake[0]) ? snake : $"{word}_{snake}";

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex Others();
}
