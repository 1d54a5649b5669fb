using System.Text;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Search;

/// <summary>One dataset as the index holds it: its words with their weight, its phrases and its facet values.</summary>
internal sealed class SearchDocument
{
    /// <summary>How strongly a text's length thins out its words, as BM25 has it.</summary>
    private const float LengthShare = .6f;

    private SearchDocument(Dataset dataset, DataContract contract, DatasetStanding standing) =>
        (Dataset, Contract, Standing) = (dataset, contract, standing);

    public Dataset Dataset { get; }

    public DataContract Contract { get; }

    public DatasetStanding Standing { get; }

    public required IReadOnlyDictionary<string, float> Words { get; init; }

    /// <summary>The folded words of the titles and keywords, in order: " du an chuyen doi so ".</summary>
    public required string Phrase { get; init; }

    /// <summary>When the next load is due; null where none was promised or nothing was loaded.</summary>
    public required DateTimeOffset? DueAt { get; init; }

    public bool HasGeometry => Contract.Map is not null || Contract.Fields.Any(part => part.Geometry is not null);

    /// <param name="agency">The names of the owner.</param>
    /// <param name="theme">The titles of its theme.</param>
    /// <param name="terms">The glossary; a dataset that uses a term is found by all its names.</param>
    public static SearchDocument Of(
        Dataset dataset, DataContract contract, DatasetStanding standing, IEnumerable<string> agency,
        Text? theme, IReadOnlyList<GlossaryPhrase> terms)
    {
        var words = new Dictionary<string, float>(StringComparer.Ordinal);
        var phrase = new StringBuilder(" ");
        Add(contract.TitleVi ?? dataset.Title.Vi, 6, 8, isPhrase: true);
        Add(contract.TitleEn ?? dataset.Title.En, 4, 8, isPhrase: true);
        Add(dataset.Name, 4, 4, isPhrase: false);
        foreach (var keyword in dataset.Keywords)
        {
            Add(keyword, 3, 4, isPhrase: true);
        }
        Add(string.Join(' ', agency), 2, 12, isPhrase: false);
        Add(theme is { } title ? $"{title.Vi} {title.En} {dataset.Theme}" : dataset.Theme, 2, 6, isPhrase: false);
        Add(dataset.Purpose, 2, 24, isPhrase: true);
        Add(string.Join(' ', contract.Fields.Select(field => $"{field.TitleVi} {field.TitleEn} {field.Name}")),
            1.2f, 60, isPhrase: false);
        var said = phrase.ToString();
        foreach (var term in terms.Where(term => said.Contains(term.Vietnamese, StringComparison.Ordinal)))
        {
            Add(term.Names, .8f, 8, isPhrase: false);
        }
        return new(dataset, contract, standing)
        {
            Words = words, Phrase = said,
            DueAt = standing.UpdatedAt is { } loaded ? contract.Frequency?.After(loaded) : null,
        };

        void Add(string? text, float weight, int usualLength, bool isPhrase)
        {
            string[] tokens = [.. Tokens.Of(text)];
            var share = weight / (1 - LengthShare + (LengthShare * Math.Max(1, (float)tokens.Length / usualLength)));
            foreach (var token in tokens)
            {
                words[token] = words.GetValueOrDefault(token) + share;
                if (isPhrase)
                {
                    phrase.Append(token).Append(' ');
                }
            }
        }
    }
}

/// <summary>A glossary term: its folded Vietnamese words with blanks around, and everything it is called.</summary>
internal sealed record GlossaryPhrase(string Vietnamese, string Names)
{
    public static GlossaryPhrase Of(Term term) => new(
        $" {string.Join(' ', Tokens.Of(term.Title.Vi))} ", $"{term.Title.En} {term.Name}");
}
