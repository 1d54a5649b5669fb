using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.OpenData.Catalogue;

namespace Phusa.OpenData.Home;

/// <summary>What the home page shows.</summary>
/// <param name="Themes">With how many datasets each has; those without any are left out.</param>
internal sealed record HomeView(
    IReadOnlyList<Figure> Figures, IReadOnlyList<Figure> More, IReadOnlyList<(Theme Theme, long Count)> Themes,
    IReadOnlyList<SearchHit> Newest, IReadOnlyList<Text> Searches, Names Names);
