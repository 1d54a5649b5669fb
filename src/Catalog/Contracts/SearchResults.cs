namespace Phusa.Catalog.Contracts;

/// <summary>One page of what was found.</summary>
/// <param name="Facets">How many results each value of a facet would leave, the other facets staying as chosen.</param>
/// <param name="IsLoose">No dataset has all the words; these have most of them.</param>
public sealed record SearchResults(
    IReadOnlyList<SearchHit> Hits, long Total, IReadOnlyList<SearchFacet> Facets, bool IsLoose);

/// <summary>A dataset that was found.</summary>
/// <param name="Title">In the language of the request.</param>
/// <param name="Excerpt">The purpose, cut around the first word found.</param>
/// <param name="Fields">Fields whose names or titles hold words that were looked for.</param>
public sealed record SearchHit(
    Dataset Dataset, DatasetStanding Standing, bool HasGeometry, IReadOnlyList<TextPart> Title,
    IReadOnlyList<TextPart> Excerpt, IReadOnlyList<Field> Fields);

/// <summary>A part of a text; <paramref name="IsHit"/> where it is a word that was looked for.</summary>
public readonly record struct TextPart(string Text, bool IsHit);

public sealed record SearchFacet(string Name, IReadOnlyList<SearchFacetValue> Values);

public sealed record SearchFacetValue(string Value, long Count, bool IsChosen);
