namespace Phusa.Security.Contracts;

/// <summary>All agencies at one moment, past ones included, so that an old dataset still finds its owner.</summary>
public sealed class AgencyTree
{
    public static readonly AgencyTree Empty = new([]);

    private readonly Dictionary<string, Agency> byCode;

    public AgencyTree(IEnumerable<Agency> agencies) =>
        byCode = agencies.ToDictionary(agency => agency.Code, StringComparer.Ordinal);

    public IReadOnlyCollection<Agency> All => byCode.Values;

    public Agency? Find(string code) => byCode.GetValueOrDefault(code);

    /// <summary>
    /// The agencies above, nearest first. A ring of parents, which no store accepts, ends where it closes.
    /// </summary>
    public IReadOnlyList<Agency> Ancestors(string code)
    {
        var above = new List<Agency>();
        for (var at = Find(code)?.Parent; at is not null && at != code; at = above[^1].Parent)
        {
            if (Find(at) is not { } agency || above.Contains(agency))
            {
                break;
            }
            above.Add(agency);
        }
        return above;
    }

    /// <summary>True when <paramref name="code"/> is <paramref name="ancestor"/> or stands anywhere below it.</summary>
    public bool IsWithin(string code, string ancestor) =>
        code == ancestor || Ancestors(code).Any(agency => agency.Code == ancestor);

    /// <summary>The codes of <paramref name="code"/> and of everything below it.</summary>
    public IReadOnlyList<string> Within(string code) =>
        [code, .. byCode.Keys.Where(other => other != code && IsWithin(other, code)).Order(StringComparer.Ordinal)];
}
