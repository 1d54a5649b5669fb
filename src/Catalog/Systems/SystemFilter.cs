using Phusa.Catalog.Contracts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.Systems;

/// <summary>Which systems are looked for: words of the name without accents, an agency, a kind.</summary>
/// <param name="Retired">Whether those out of use are shown as well.</param>
internal sealed record SystemFilter(string? Words, string? Agency, string? Kind, bool Retired = false)
{
    public IReadOnlyList<InformationSystem> Of(IReadOnlyList<InformationSystem> systems) => [.. systems.Where(system =>
        Matches(system.Name, system.Agency, system.Retirement) && (Kind is not { Length: > 0 }
            || string.Equals(Kind, system.Kind.ToString(), StringComparison.OrdinalIgnoreCase)))];

    /// <summary>A kind is one of systems, so that asking for it leaves databases out.</summary>
    public IReadOnlyList<InformationDatabase> Of(IReadOnlyList<InformationDatabase> databases) =>
        Kind is { Length: > 0 } ? [] : [.. databases.Where(one => Matches(one.Name, one.Agency, one.Retirement))];

    private bool Matches(string name, string? agency, Retirement? retirement) =>
        (Retired || retirement is null) && (Agency is not { Length: > 0 } || agency == Agency)
        && Folding.Fold(Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => Folding.Fold(name).Contains(word, StringComparison.Ordinal));
}
