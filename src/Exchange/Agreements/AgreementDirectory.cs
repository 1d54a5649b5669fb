using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Agreements;

/// <summary>Agreements with both sides, as far as the caller may see them.</summary>
internal sealed class AgreementDirectory(AgreementStore store, SystemStore systems, ServiceStore services)
{
    /// <summary>Newest first; a province has some thousand.</summary>
    public async Task<IReadOnlyList<AgreementOfBoth>> ListAsync(
        Caller caller, bool mine, CancellationToken cancellation)
    {
        var consumers = (await systems.ListAsync(cancellation)).ToDictionary(one => one.System.Id);
        var providers = (await services.ListAsync(cancellation)).ToDictionary(one => one.Service.Id);
        return
        [
            .. (await store.ListAsync(cancellation))
                .Select(one => new AgreementOfBoth(one, consumers[one.SystemId], providers[one.ServiceId]))
                .Where(both => caller.Sees(both) && (!mine || both.IsOf(caller))),
        ];
    }

    /// <summary>Null where there is none that the caller may see.</summary>
    public async Task<AgreementOfBoth?> FindAsync(Caller caller, Guid id, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } agreement
        && await systems.FindAsync(agreement.SystemId, cancellation) is { } consumer
        && await services.FindAsync(agreement.ServiceId, cancellation) is { } provider
        && new AgreementOfBoth(agreement, consumer, provider) is var both && caller.Sees(both) ? both : null;
}
