using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// What a unit's lives may not be: ending before they begin, overlapping under one code, under a parent that is
/// unknown that day or not of a higher level, or succeeded by a code that is not in force the day after.
/// </summary>
internal static class UnitProblems
{
    public static IEnumerable<Problem> Of(AdministrativeUnit[] lives, AdministrativeUnitTree tree)
    {
        for (var at = 0; at < lives.Length; at++)
        {
            var unit = lives[at];
            if (unit.ValidTo < unit.ValidFrom)
            {
                yield return new(unit.Code, "unit.dates", T.UnitDates(unit.Code, unit.ValidFrom, unit.ValidTo));
            }
            if (at > 0 && (lives[at - 1].ValidTo is not { } last || last >= unit.ValidFrom))
            {
                yield return new(unit.Code, "unit.overlap", T.UnitOverlap(unit.Code, unit.ValidFrom));
            }
            if (unit.Code.Length != Width(unit.Level) || unit.Code.AsSpan().IndexOfAnyExceptInRange('0', '9') >= 0)
            {
                yield return new(unit.Code, "unit.code", T.UnitCode(unit.Code, Width(unit.Level)));
            }
            if (!HasParent(unit, tree))
            {
                yield return new(unit.Code, "unit.parent", T.UnitParent(unit.Code, unit.Parent ?? "", unit.ValidFrom));
            }
            foreach (var code in unit.Successors.Where(code => !Follows(unit, code, tree)))
            {
                yield return new(unit.Code, "unit.successor", T.UnitSuccessor(unit.Code, code));
            }
        }
    }

    private static int Width(AdministrativeLevel level) => level switch
    {
        AdministrativeLevel.Province => 2,
        AdministrativeLevel.District => 3,
        _ => 5,
    };

    private static bool HasParent(AdministrativeUnit unit, AdministrativeUnitTree tree) => unit.Parent is null
        ? unit.Level == AdministrativeLevel.Province
        : tree.Find(unit.Parent, unit.ValidFrom) is { } parent && parent.Level < unit.Level;

    private static bool Follows(AdministrativeUnit unit, string code, AdministrativeUnitTree tree) =>
        unit.ValidTo is { } last && tree.Find(code, last.AddDays(1)) is not null;
}
