using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.Search;

/// <summary>Every word of the catalogue, and the ones that a word someone typed may stand for.</summary>
internal sealed class Vocabulary
{
    private const float PrefixQuality = .75f, OneSlip = .5f, TwoSlips = .3f;

    /// <summary>A beginning of one letter would stand for half the words.</summary>
    private const int ShortestPrefix = 2;

    private readonly string[] words;
    private readonly Dictionary<string, int> byWord;
    private readonly Dictionary<string, List<int>> byTrigram = new(StringComparer.Ordinal);

    public Vocabulary(IEnumerable<string> all)
    {
        words = [.. all.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        byWord = words.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
        foreach (var (at, word) in words.Index())
        {
            foreach (var trigram in Trigrams(word))
            {
                (byTrigram.TryGetValue(trigram, out var there) ? there : byTrigram[trigram] = []).Add(at);
            }
        }
    }

    public int Count => words.Length;

    public string this[int id] => words[id];

    public int IdOf(string word) => byWord[word];

    /// <summary>
    /// The word itself; where it is the last one, all that begin with it; and only where there is neither, words one
    /// slip away (from four letters on) or two (from eight).
    /// </summary>
    /// <returns>Ids with how good each is, from 0 to 1.</returns>
    public IReadOnlyList<(int Id, float Quality)> Meant(string word, bool mayBeUnfinished)
    {
        var found = new List<(int, float)>();
        var exact = byWord.TryGetValue(word, out var id);
        if (exact)
        {
            found.Add((id, 1));
        }
        if (mayBeUnfinished && word.Length >= ShortestPrefix)
        {
            found.AddRange(Beginning(word).Where(other => !exact || other != id).Select(other => (other, PrefixQuality)));
        }
        return found.Count > 0 ? found : [.. Near(word)];
    }

    private IEnumerable<int> Beginning(string prefix)
    {
        var at = Array.BinarySearch(words, prefix, StringComparer.Ordinal);
        for (at = at < 0 ? ~at : at; at < words.Length && words[at].StartsWith(prefix, StringComparison.Ordinal); at++)
        {
            yield return at;
        }
    }

    /// <summary>A slip spoils at most three trigrams of a word, so a word that is near shares all the others.</summary>
    private IEnumerable<(int, float)> Near(string word)
    {
        var most = word.Length >= 8 ? 2 : word.Length >= 4 ? 1 : 0;
        if (most == 0)
        {
            yield break;
        }
        var trigrams = Trigrams(word).Distinct(StringComparer.Ordinal).ToList();
        var needed = Math.Max(1, trigrams.Count - (most * 4));
        var candidates = trigrams.SelectMany(trigram => byTrigram.GetValueOrDefault(trigram, []))
            .GroupBy(id => id).Where(group => group.Count() >= needed).Select(group => group.Key);
        foreach (var candidate in candidates)
        {
            var distance = EditDistance.Within(word, words[candidate], most);
            if (distance <= most)
            {
                yield return (candidate, distance == 1 ? OneSlip : TwoSlips);
            }
        }
    }

    /// <summary>With the word's edges, so that short words have some too.</summary>
    private static IEnumerable<string> Trigrams(string word)
    {
        var edged = $"^{word}$";
        for (var at = 0; at + 3 <= edged.Length; at++)
        {
            yield return edged.Substring(at, 3);
        }
    }
}
