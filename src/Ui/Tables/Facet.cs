namespace Phusa.Ui;

/// <summary>One way to narrow a list: its name in the address, its title and the values that occur.</summary>
public sealed record Facet(string Name, Words Title, IReadOnlyList<FacetValue> Values);

/// <summary>A value of a facet, with how many results it leaves.</summary>
public sealed record FacetValue(string Value, Words Title, long Count, bool Chosen = false);
