namespace Phusa.Catalog.Search;

/// <summary>The catalogue's words with the datasets that have them. Immutable: a change makes a new one.</summary>
internal sealed class SearchIndex
{
    /// <summary>How fast more of the same word stops counting, as BM25 has it.</summary>
    private const float Saturation = 1.2f;

    private const int MostWords = 16;

    private readonly SearchDocument[] documents;
    private readonly Vocabulary vocabulary;
    private readonly (int Document, float Weight)[][] postings;

    public SearchIndex(IReadOnlyList<SearchDocument> all)
    {
        documents = [.. all];
        vocabulary = new(documents.SelectMany(document => document.Words.Keys));
        var lists = new List<(int, float)>[vocabulary.Count];
        foreach (var (at, document) in documents.Index())
        {
            foreach (var (word, weight) in document.Words)
            {
                (lists[vocabulary.IdOf(word)] ??= []).Add((at, weight));
            }
        }
        postings = Array.ConvertAll(lists, list => list.ToArray());
    }

    public IReadOnlyList<SearchDocument> Documents => documents;

    /// <summary>All datasets that fit the text, best first, before facets.</summary>
    public Found Find(string? text)
    {
        string[] words = [.. Tokens.Of(text).Take(MostWords)];
        if (words.Length == 0)
        {
            return new(documents, new HashSet<string>(), 0, false);
        }
        var unfinished = text!.Length > 0 && char.IsLetterOrDigit(text[^1]);
        var (score, matched, meant) = Score(words, unfinished);
        var all = Pick(matched, words.Length);
        var isLoose = all.Count == 0 && words.Length > 1;
        var picked = isLoose ? Pick(matched, (words.Length + 1) / 2) : all;
        return new([.. picked
            .OrderByDescending(at => score[at] * matched[at] * Closeness(documents[at], words))
            .ThenBy(at => documents[at].Dataset.Name, StringComparer.Ordinal)
            .Select(at => documents[at])], meant, words.Length, isLoose);
    }

    private (float[] Score, int[] Matched, HashSet<string> Meant) Score(string[] words, bool unfinished)
    {
        var (score, matched) = (new float[documents.Length], new int[documents.Length]);
        var meant = new HashSet<string>(StringComparer.Ordinal);
        var best = new float[documents.Length];
        foreach (var (at, word) in words.Index())
        {
            Array.Clear(best);
            var having = 0;
            foreach (var (id, quality) in vocabulary.Meant(word, unfinished && at == words.Length - 1))
            {
                meant.Add(vocabulary[id]);
                foreach (var (document, weight) in postings[id])
                {
                    having += best[document] == 0 ? 1 : 0;
                    best[document] = Math.Max(best[document], quality * weight * (Saturation + 1) / (weight + Saturation));
                }
            }
            var rarity = MathF.Log(1 + ((documents.Length - having + .5f) / (having + .5f)));
            for (var document = 0; document < best.Length; document++)
            {
                score[document] += best[document] * rarity;
                matched[document] += best[document] > 0 ? 1 : 0;
            }
        }
        return (score, matched, meant);
    }

    private static List<int> Pick(int[] matched, int least) =>
        [.. matched.Index().Where(pair => pair.Item >= least).Select(pair => pair.Index)];

    /// <summary>
    /// Vietnamese words are written in syllables, so neighbours say far more than their parts: "giao thông" is not
    /// "giao" and "thông". The share of neighbouring words that stand together, and the whole phrase, count extra.
    /// </summary>
    private static float Closeness(SearchDocument document, string[] words)
    {
        if (words.Length == 1)
        {
            return 1;
        }
        var together = 0;
        for (var at = 1; at < words.Length; at++)
        {
            together += document.Phrase.Contains($" {words[at - 1]} {words[at]}", StringComparison.Ordinal) ? 1 : 0;
        }
        return 1 + ((float)together / (words.Length - 1)) + (together == words.Length - 1 ? .5f : 0);
    }
}

/// <summary>What a text found.</summary>
/// <param name="Meant">The catalogue's words that the text was taken for.</param>
internal sealed record Found(IReadOnlyList<SearchDocument> Documents, IReadOnlySet<string> Meant, int Words, bool IsLoose);
