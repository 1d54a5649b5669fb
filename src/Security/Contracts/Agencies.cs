using System.Globalization;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Administration;
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
    public Task<Outcome<AgencyTree>> SaveAsync(IReadOnlyList<Agency> agencies, CancellationToken cancellation) =>
        SaveAsync(agencies, null, cancellation);

    /// <summary>Adds an agency. Refused when the code is taken, also by an agency that has ended.</summary>
    public async Task<Outcome<AgencyTree>> AddAsync(Agency agency, Caller by, CancellationToken cancellation) =>
        (await store.ListAsync(cancellation)).Any(known => known.Code == agency.Code)
            ? new Refusal(new Problem("code", "agency.code-taken", T.AgencyCodeTaken(agency.Code)))
            : await SaveAsync([agency], Done(AdminActionKind.AgencyAdded, agency, by), cancellation);

    /// <summary>Gives an agency other names or another place in the tree; its code stays.</summary>
    public Task<Outcome<AgencyTree>> ChangeAsync(Agency agency, Caller by, CancellationToken cancellation) =>
        SaveAsync([agency], Done(AdminActionKind.AgencyChanged, agency, by), cancellation);

    /// <summary>
    /// Ends an agency on a day, from which <paramref name="successor"/> answers for what it did. It stays in the records,
    /// and so do the datasets it brought in, under its code.
    /// </summary>
    public async Task<Outcome<AgencyTree>> EndAsync(
        string code, DateOnly validTo, string? successor, Caller by, CancellationToken cancellation)
    {
        if ((await store.ListAsync(cancellation)).FirstOrDefault(known => known.Code == code) is not { } agency)
        {
            return new Missing(new("code", "agency.missing", T.AgencyMissing(code)));
        }
        return await SaveAsync(
            [agency with { ValidTo = validTo, Successor = successor }],
            Done(AdminActionKind.AgencyEnded, agency, by, successor ?? ""), cancellation);
    }

    private AdminAction Done(AdminActionKind kind, Agency agency, Caller by, string detail = "") =>
        AdminAction.By(by, time.GetUtcNow(), kind, agency.Code, agency.NameVi, detail);

    private async Task<Outcome<AgencyTree>> SaveAsync(
        IReadOnlyList<Agency> agencies, AdminAction? action, CancellationToken cancellation)
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
            action, cancellation);
        snapshot = null;
        return await TreeAsync(cancellation);
    }

    private static Problem? Check(Agency agency, Dictionary<string, Agency> known)
    {
        if (agency.Code.Trim().Length == 0)
        {
            return new("code", "agency.code-missing", T.AgencyCodeMissing);
        }
        if (agency.NameVi.Trim().Length == 0)
        {
            return new("nameVi", "agency.name-missing", T.AgencyNameMissing);
        }
        if (agency.ValidTo <= agency.ValidFrom)
        {
            return new("validTo", "agency.end-before-start", T.AgencyEndBeforeStart(agency.ValidFrom.ToString("dd/MM/yyyy",
                CultureInfo.InvariantCulture)));
        }
        if (agency.Successor is { } next && (next == agency.Code || !known.ContainsKey(next)))
        {
            return new("successor", "agency.successor-unknown", T.AgencySuccessorUnknown(next));
        }
        return CheckParents(agency, known);
    }

    private static Problem? CheckParents(Agency agency, Dictionary<string, Agency> known)
    {
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
