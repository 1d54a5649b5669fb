namespace Phusa.Catalog.Contracts;

/// <summary>What is looked for in the catalogue.</summary>
public sealed record SearchRequest
{
    /// <summary>Most results on a page.</summary>
    public const int MostOnPage = 100;

    /// <summary>Words, with or without accents; the last one may be unfinished. None lists everything.</summary>
    public string? Text { get; init; }

    /// <summary>Values chosen by facet; within a facet any of them will do.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Chosen { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Null sorts by relevance where there is a text and else by newest.</summary>
    public SearchOrder? Order { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    public int Size { get; init; } = 20;

    /// <summary>Whether the caller may know of a dataset; null shows all.</summary>
    public Func<Dataset, bool>? IsVisible { get; init; }
}

public enum SearchOrder { Relevance, Newest, Title, Score, Rows }

/// <summary>Names of the facets, as they stand in addresses.</summary>
public static class FacetNames
{
    public const string Theme = "theme";
    public const string Agency = "agency";
    public const string Class = "class";
    public const string Format = "format";
    public const string Licence = "licence";
    public const string Freshness = "freshness";
    public const string Score = "score";

    /// <summary>In the order shown.</summary>
    public static readonly IReadOnlyList<string> All = [Theme, Agency, Class, Format, Licence, Freshness, Score];
}
