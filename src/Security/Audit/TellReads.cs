using System.Text.Json;
using Phusa.Kernel.Data;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Phusa.Security.Pages;
using Phusa.Security.Payloads;

namespace Phusa.Security.Audit;

/// <summary>Tells of what people read of datasets, of kept content that was opened, and of looks at who looked.</summary>
internal sealed class TellReads(IEnumerable<IDatasetNames> names, Contracts.Agencies agencies) : IAccessTeller
{
    public IReadOnlyList<string> Kinds => [PersonalReadStore.Kind, PersonAccesses.Kind, OpenPayload.Kind];

    public async Task<IReadOnlyDictionary<long, AccessTold>> TellAsync(
        IReadOnlyList<AccessEntry> entries, CancellationToken cancellation)
    {
        var tree = await agencies.TreeAsync(cancellation);
        Dictionary<string, DatasetNames> known = [];
        Dictionary<long, AccessTold> told = [];
        foreach (var entry in entries)
        {
            using var body = JsonDocument.Parse(entry.Body);
            var details = body.RootElement.GetProperty("details").Deserialize<ReadDetails>(JsonStorage.Options)!;
            var grants = Grants(details.Roles);
            var who = Who(details.Name, grants, tree);
            var scope = new AccessScope([.. grants.Select(grant => grant.Agency).Where(code => code.Length > 0).Distinct()], Dataset: entry.Object);
            told[entry.Seq] = entry.Kind == OpenPayload.Kind
                ? new(who, T.PersonKeptContent(body.RootElement.GetProperty("details").GetProperty("entry").GetInt64()), AccessLearned.Fields)
                {
                    Fields = [new("*", T.PersonWholeContent)], Purpose = details.Purpose, Scope = scope,
                }
                : entry.Object is not { } dataset
                ? new(who, T.PersonAccessLog, AccessLearned.Accesses) { Purpose = details.Purpose, Scope = scope }
                : Told(who, details, known[dataset] = known.GetValueOrDefault(dataset) ?? await NamesAsync(dataset, cancellation)) with { Scope = scope };
        }
        return told;
    }

    private static AccessTold Told(Text who, ReadDetails details, DatasetNames names) =>
        new(who, T.PersonDataset(names.Title), details.Rows == 0 ? AccessLearned.Nothing : AccessLearned.Asked)
        {
            Fields = [.. (details.Fields ?? []).Select(name => new NamedField(name, names.Fields.GetValueOrDefault(name, Text.Same(name))))],
            Purpose = details.Purpose,
            Scope = new([]),
        };

    /// <summary>A dataset that is not known any more is called as the entry has it.</summary>
    private async Task<DatasetNames> NamesAsync(string dataset, CancellationToken cancellation)
    {
        foreach (var book in names)
        {
            if (await book.FindAsync(dataset, cancellation) is { } found)
            {
                return found;
            }
        }
        return new(Text.Same(dataset), new Dictionary<string, Text>());
    }

    private static Text Who(string name, IReadOnlyList<RoleGrant> grants, AgencyTree tree)
    {
        if (name.Length == 0)
        {
            return T.ReadsAnyone;
        }
        var roles = grants.Where(grant => grant.Agency.Length > 0).Select(grant => T.PersonRole(
            RoleNames.Of(grant.Role), tree.Find(grant.Agency) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn) : Text.Same(grant.Agency))).ToList();
        return roles.Count == 0 ? Text.Same(name)
            : T.PersonInRole(name, Text.Pair(string.Join("; ", roles.Select(role => role.Vi)), string.Join("; ", roles.Select(role => role.En))));
    }

    /// <summary>Roles that this version does not know any more are left out.</summary>
    private static IReadOnlyList<RoleGrant> Grants(IReadOnlyList<string>? written) =>
    [
        .. (written ?? []).Select(one => one.Split('@', 2)).Where(pair => Enum.TryParse<Role>(pair[0], out _))
            .Select(pair => new RoleGrant(Enum.Parse<Role>(pair[0]), pair.Length > 1 ? pair[1] : "")),
    ];
}
