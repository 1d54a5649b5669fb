using System.Globalization;

namespace Phusa.Catalog.Contracts;

/// <summary>A person or desk that answers for the dataset.</summary>
public sealed record Member(
    string Username, string? Name = null, string? Role = null, string? DateIn = null, string? DateOut = null)
{
    /// <summary>Parts of the standard that are kept and written back without reading any meaning.</summary>
    public IReadOnlyDictionary<string, object?> Other { get; init; } = PlainValues.None;
}

/// <summary>A document that a dataset is collected or shared under: its number, date and article.</summary>
public sealed record LegalCitation(string Number, DateOnly? Date = null, string? Article = null)
{
    public override string ToString() => string.Join(", ", new[]
    {
        Article, Number, Date?.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
    }.Where(part => part is not null));
}
