using System.Globalization;
using Phusa.Catalog.Contracts;

namespace Phusa.OpenData.Catalogue;

/// <summary>What the address of the catalogue asks for. Values that make no sense are taken for none.</summary>
internal static class CatalogueAddress
{
    public const int UsualSize = 20;

    public static SearchRequest Read(IQueryCollection query, Func<Dataset, bool> isVisible) => new()
    {
        Text = query["q"].ToString().Trim() is { Length: > 0 } text ? text : null,
        Chosen = FacetNames.All.Where(query.ContainsKey).ToDictionary(
            name => name,
            name => (IReadOnlyList<string>)[.. query[name].OfType<string>().Where(value => value.Length > 0).Distinct()]),
        Order = Order(query["sort"]),
        Page = Number(query["page"], 1, 10_000),
        Size = Number(query["limit"], UsualSize, SearchRequest.MostOnPage),
        IsVisible = isVisible,
    };

    public static SearchOrder? Order(string? text) =>
        Enum.TryParse<SearchOrder>(text, ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : null;

    private static int Number(string? text, int usual, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 1, most)
            : usual;
}
