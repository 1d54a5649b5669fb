using Phusa.Kernel.Texts;

namespace Phusa.Catalog.Contracts;

/// <summary>A word of the province's glossary.</summary>
/// <param name="Name">The one English name it has in code, API and addresses, such as <c>DatasetVersion</c>.</param>
public sealed record Term(string Name, Text Title, Text Definition);
