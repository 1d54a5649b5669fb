using Phusa.Catalog.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>Served rows at fault under a check, as the caller may see them; some of them at a time.</summary>
/// <param name="Fields">What the caller sees of a row.</param>
/// <param name="HasMore">There are further rows behind these.</param>
public sealed record FaultPage(IReadOnlyList<FaultField> Fields, IReadOnlyList<FaultRow> Rows, int Page, bool HasMore);

/// <summary>A field of rows at fault.</summary>
/// <param name="IsTested">The check is about it.</param>
public sealed record FaultField(Field Field, bool IsMasked, bool IsTested);

/// <summary>A row's values in the order of the fields shown; masked ones are texts.</summary>
/// <param name="Key">Its key, to ask for the row by; null without one, or where the caller does not see it in full.</param>
public sealed record FaultRow(IReadOnlyList<object?> Values, IReadOnlyList<string>? Key);
