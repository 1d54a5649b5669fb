using Phusa.Exchange.Agreements;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Traffic;

/// <summary>Services, systems and agreements by their ids; a province has some thousand.</summary>
internal sealed class TrafficParties(
    IReadOnlyDictionary<Guid, ServiceOfMember> services, IReadOnlyDictionary<Guid, SystemOfMember> systems,
    IReadOnlyList<AgreementOfBoth> agreements, AgencyTree agencies)
{
    public IReadOnlyList<AgreementOfBoth> Agreements => agreements;

    public IEnumerable<ServiceOfMember> Services => services.Values;

    public AgencyTree Agencies => agencies;

    /// <summary>Agencies that offer a service or have a system.</summary>
    public IEnumerable<string> MemberAgencies => services.Values.Select(one => one.Owner)
        .Concat(systems.Values.Select(one => one.Member)).Select(member => member.Agency).OfType<string>().Distinct();

    public ServiceOfMember? Service(Guid id) => services.GetValueOrDefault(id);

    public SystemOfMember? System(Guid id) => systems.GetValueOrDefault(id);

    /// <summary>Whether a call of the system to the service is the caller's to see; that of nobody to nothing is the data office's.</summary>
    public bool Sees(Caller caller, Guid service, Guid system) => caller.SeesAllTraffic()
        || (Service(service) is { } asked && caller.SeesTrafficOf(asked.Owner))
        || (System(system) is { } asker && caller.SeesTrafficOf(asker.Member));

    public bool Sees(Caller caller, AgreementOfBoth both) => Sees(caller, both.Agreement.ServiceId, both.Agreement.SystemId);
}

internal sealed class TrafficDirectory(
    ServiceStore services, SystemStore systems, AgreementStore agreements, Agencies agencies)
{
    public async Task<TrafficParties> ReadAsync(CancellationToken cancellation)
    {
        var providers = (await services.ListAsync(cancellation)).ToDictionary(one => one.Service.Id);
        var consumers = (await systems.ListAsync(cancellation)).ToDictionary(one => one.System.Id);
        return new(
            providers, consumers,
            [
                .. (await agreements.ListAsync(cancellation))
                    .Select(one => new AgreementOfBoth(one, consumers[one.SystemId], providers[one.ServiceId])),
            ],
            await agencies.TreeAsync(cancellation));
    }
}
