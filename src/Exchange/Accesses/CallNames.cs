using System.Globalization;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Texts;
using Phusa.Security.Contracts;
using Member = Phusa.Exchange.Members.Member;

namespace Phusa.Exchange.Accesses;

/// <summary>Who called, in words.</summary>
/// <param name="Agency">Its code; null for a partner.</param>
internal sealed record NamedCaller(Text Who, string? Agency);

/// <summary>What was called, in words.</summary>
/// <param name="Fields">Titles by name.</param>
internal sealed record ServiceTitles(Text What, string? Dataset, IReadOnlyDictionary<string, Text> Fields);

/// <summary>How systems and services of many calls are called, each looked up once. What is gone is called as its entry has it.</summary>
internal sealed class CallNames(SystemStore systems, ServiceStore services, ServiceInterfaces interfaces, AgencyTree tree)
{
    private readonly Dictionary<string, NamedCaller> callers = [];
    private readonly Dictionary<string, ServiceTitles> called = [];

    public async Task<NamedCaller> CallerAsync(string? actor, string? client, CancellationToken cancellation) =>
        callers.TryGetValue(actor ?? "", out var known) ? known : callers[actor ?? ""] =
            Guid.TryParse(actor, out var id) && await systems.FindAsync(id, cancellation) is { } found
                ? new(T.AccessSystem(found.System.Name, Name(found.Member)), found.Member.Agency)
                : new(Text.Same(client ?? actor ?? ""), null);

    /// <param name="identifier">As entries have it: <c>GL/GOV/H21.15/du-an/v1</c>.</param>
    public async Task<ServiceTitles> ServiceAsync(string identifier, CancellationToken cancellation) =>
        called.TryGetValue(identifier, out var known) ? known : called[identifier] = await FindAsync(identifier, cancellation);

    private async Task<ServiceTitles> FindAsync(string identifier, CancellationToken cancellation)
    {
        var parts = identifier.Split('/').Select(Uri.UnescapeDataString).ToArray();
        if (parts is not [_, var kind, var member, var code, ['v', .. var number]]
            || !Enum.TryParse<MemberClass>(kind, out var one)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || await services.FindAsync(one, member, code, version, cancellation) is not { } found)
        {
            return new(Text.Same(identifier), null, new Dictionary<string, Text>());
        }
        var fields = (await interfaces.OfAsync(found.Service, cancellation)).Fields;
        return new(
            T.AccessService(found.Service.Title, Name(found.Owner)), found.Service.Dataset,
            fields.DistinctBy(field => field.Name).ToDictionary(field => field.Name, field => field.Title));
    }

    private Text Name(Member member) => member.Agency is not { } code ? Text.Same(member.PartnerName ?? member.Code)
        : tree.Find(code) is { } agency ? Text.Pair(agency.NameVi, agency.NameEn) : Text.Same(code);
}
