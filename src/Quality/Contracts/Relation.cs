using Phusa.Kernel.Texts;

namespace Phusa.Quality.Contracts;

/// <summary>The served rows of a dataset, as SQL can read them.</summary>
/// <param name="Sql">A table or a parenthesised query.</param>
/// <param name="Key">The first key field, by which a code list is looked up.</param>
public sealed record Relation(string Sql, string Key, IReadOnlyList<string> Fields, Text Title);
