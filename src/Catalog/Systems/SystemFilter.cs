using Phusa.Catalog.Contracts;
using Phusa.Kernel.Vietnamese;

namespace Phusa.Catalog.Systems;

/// <summary>Which systems are looked for: words of the name without accents, an agency, a kind.</summary>
internal sealed record SystemFilter(string? Words, string? Agency, string? Kind)
{
    public IReadOnlyList<InformationSystem> Of(IReadOnlyList<InformationSystem> systems) => [.. systems.Where(system =>
        Matches(system.Name, system.Agency) && (Kind is not { Length: > 0 }
            || string.Equals(Kind, system.Kind.ToString(), StringComparison.OrdinalIgnoreCase)))];

    /// <summary>A kind is one of systems, so that asking for it leaves databases out.</summary>
    public IReadOnlyList<InformationDatabase> Of(IReadOnlyList<InformationDatabase> databases) =>
        Kind is { Length: > 0 } ? [] : [.. databases.Where(one => Matches(one.Name, one.Agency))];

    private bool Matches(string name, string? agency) =>
        (Agency is not { Length: > 0 } || agency == Agency)
        && Folding.Fold(Words ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .All(word => Folding.Fold(name).Contains(word, StringComparison.Ordinal));
}
