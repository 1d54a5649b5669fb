using Phusa.Catalog.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>Served rows at fault under a check, as the caller may see them.</summary>
/// <param name="Rows">Values as texts, in the order of the fields.</param>
public sealed record FaultPage(IReadOnlyList<Field> Fields, IReadOnlyList<FaultRow> Rows);

/// <summary>A row's values as texts, in the order of the fields shown.</summary>
public sealed record FaultRow(IReadOnlyList<string?> Values);
