using Phusa.Kernel.Outcomes;
using Phusa.Security.Tenancy;

namespace Phusa.Security.Contracts;

/// <summary>
/// The agencies of the province. Reads come from a tree kept in memory for at most half a minute, which is how long
/// another node may take to see a change.
/// </summary>
public sealed class Agencies
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private readonly AgencyStore store;
    private readonly TimeProvider time;
    private volatile Snapshot? snapshot;

    internal Agencies(AgencyStore store, TimeProvider time) => (this.store, this.time) = (store, time);

    public async ValueTask<AgencyTree> TreeAsync(CancellationToken cancellation)
    {
        if (snapshot is { } known && time.GetElapsedTime(known.Taken) < Fresh)
        {
            return known.Tree;
        }
        var taken = time.GetTimestamp();
        var tree = new AgencyTree(await store.ListAsync(cancellation));
        snapshot = new(tree, taken);
        return tree;
    }

    /// <summary>
    /// Adds or changes agencies together. Refused when a parent is unknown or a ring of parents would arise.
    /// </summary>
    public async Task<Outcome<AgencyTree>> SaveAsync(IReadOnlyList<Agency> agencies, CancellationToken cancellation)
    {
        var known = (await store.ListAsync(cancellation)).ToDictionary(agency => agency.Code, StringComparer.Ordinal);
        foreach (var agency in agencies)
        {
            known[agency.Code] = agency;
        }
        var problems = agencies.Select(agency => Check(agency, known)).OfType<Problem>().ToList();
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        await store.SaveAsync(ParentsFirst([.. agencies.Select(agency => known[agency.Code]).Distinct()]),
            cancellation);
        snapshot = null;
        return await TreeAsync(cancellation);
    }

    private static Problem? Check(Agency agency, Dictionary<string, Agency> known)
    {
        if (agency.Code.Trim().Length == 0)
        {
            return new("code", "agency.code-missing", T.AgencyCodeMissing);
        }
        var above = agency.Parent;
        for (var steps = 0; above is not null; steps++)
        {
            if (!known.TryGetValue(above, out var parent))
            {
                return new("parent", "agency.parent-unknown", T.AgencyParentUnknown(agency.Code, above));
            }
            if (steps > known.Count)
            {
                return new("parent", "agency.parent-ring", T.AgencyParentRing(agency.Code));
            }
            above = parent.Parent;
        }
        return null;
    }

    /// <summary>The order in which references to parents hold at every step.</summary>
    private static IEnumerable<Agency> ParentsFirst(IReadOnlyList<Agency> agencies)
    {
        var tree = new AgencyTree(agencies);
        return agencies.OrderBy(agency => tree.Ancestors(agency.Code).Count);
    }

    private sealed record Snapshot(AgencyTree Tree, long Taken);
}
