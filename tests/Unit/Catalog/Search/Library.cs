using Phusa.Catalog.Contracts;
using Phusa.Catalog.Search;
using Phusa.Kernel.Texts;

namespace Phusa.Tests.Unit.Catalog.Search;

/// <summary>A small catalogue to search in, without any store.</summary>
internal static class Library
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    public static SearchIndex Index(params IReadOnlyList<SearchDocument> documents) => new(documents);

    public static SearchDocument Book(
        string name, string vi, string en = "", string? purpose = null, string? theme = null, string agency = "H21.13",
        Classification classification = Classification.Open, IReadOnlyList<string>? keywords = null,
        IReadOnlyList<(string Name, string Title)>? fields = null, DatasetStanding? standing = null,
        IReadOnlyList<string>? agencyNames = null, IReadOnlyList<GlossaryPhrase>? terms = null, Text? themeTitle = null)
    {
        var contract = new DataContract
        {
            Id = name, Name = name, TitleVi = vi, TitleEn = en, Purpose = purpose,
            Fields = [.. (fields ?? []).Select(field => new Field { Name = field.Name, TitleVi = field.Title })],
            Frequency = new Frequency(1, FrequencyUnit.Month),
        };
        var dataset = new Dataset(
            Guid.NewGuid(), name, agency, classification, Text.Pair(vi, en), purpose, theme, "CC-BY-4.0",
            keywords ?? [], "1.0.0", Now, Now);
        return SearchDocument.Of(
            dataset, contract, standing ?? DatasetStanding.Empty, agencyNames ?? [], themeTitle, terms ?? []);
    }

    public static SearchResults Find(SearchIndex index, string? text, params (string Facet, string Value)[] chosen) =>
        DatasetSearch.Answer(index, new SearchRequest
        {
            Text = text,
            Chosen = chosen.GroupBy(pair => pair.Facet)
                .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group.Select(pair => pair.Value)]),
        }, Now);

    public static IReadOnlyList<string> Names(SearchResults results) => [.. results.Hits.Select(hit => hit.Dataset.Name)];
}
