using Phusa.Kernel.Outcomes;

namespace Phusa.Kernel.Identifiers;

/// <summary>
/// All administrative units with their history: which unit a code meant on a date, what became of it, and what lay
/// under it. Built once from a code list; safe to read from many threads.
/// </summary>
public sealed class AdministrativeUnitTree
{
    private readonly Dictionary<string, AdministrativeUnit[]> byCode;
    private readonly ILookup<string, AdministrativeUnit> byParent;

    private AdministrativeUnitTree(Dictionary<string, AdministrativeUnit[]> byCode)
    {
        this.byCode = byCode;
        byParent = byCode.Values.SelectMany(units => units)
            .OrderBy(unit => unit.Code, StringComparer.Ordinal)
            .ToLookup(unit => unit.Parent ?? "", StringComparer.Ordinal);
    }

    /// <summary>Refuses, all at once, what would make an answer ambiguous: see <see cref="UnitProblems"/>.</summary>
    public static Outcome<AdministrativeUnitTree> Build(IEnumerable<AdministrativeUnit> units)
    {
        var tree = new AdministrativeUnitTree(units
            .GroupBy(unit => unit.Code, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(unit => unit.ValidFrom).ToArray(),
                StringComparer.Ordinal));
        var problems = tree.byCode.Values.SelectMany(lives => UnitProblems.Of(lives, tree)).ToList();
        return problems.Count == 0 ? tree : new Refusal(problems);
    }

    /// <summary>The unit that <paramref name="code"/> meant on <paramref name="date"/>; null when none.</summary>
    public AdministrativeUnit? Find(string code, DateOnly date) =>
        byCode.TryGetValue(code, out var lives) ? Array.Find(lives, unit => unit.IsInForce(date)) : null;

    /// <summary>The units directly under <paramref name="code"/> on <paramref name="date"/>, by code.</summary>
    public IReadOnlyList<AdministrativeUnit> Children(string code, DateOnly date) =>
        [.. byParent[code].Where(unit => unit.IsInForce(date))];

    public IReadOnlyList<AdministrativeUnit> Provinces(DateOnly date) => Children("", date);

    /// <summary>
    /// What the code of a dataset dated <paramref name="written"/> stands for on <paramref name="date"/>: the unit
    /// itself when it is still in force, otherwise all units its land went to, through as many changes as there were.
    /// Empty when the code meant nothing then.
    /// </summary>
    public IReadOnlyList<AdministrativeUnit> Successors(string code, DateOnly written, DateOnly date)
    {
        var found = new List<AdministrativeUnit>();
        var open = new Queue<AdministrativeUnit>();
        if (Find(code, written) is { } start)
        {
            open.Enqueue(start);
        }
        var seen = new HashSet<AdministrativeUnit>(open);
        while (open.TryDequeue(out var unit))
        {
            if (unit.IsInForce(date))
            {
                found.Add(unit);
                continue;
            }
            foreach (var next in NextOf(unit).Where(seen.Add))
            {
                open.Enqueue(next);
            }
        }
        return [.. found.OrderBy(unit => unit.Code, StringComparer.Ordinal)];
    }

    private IEnumerable<AdministrativeUnit> NextOf(AdministrativeUnit unit) => unit.ValidTo is not { } last
        ? []
        : unit.Successors.Select(code => Find(code, last.AddDays(1))).OfType<AdministrativeUnit>();
}
