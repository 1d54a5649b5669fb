using Phusa.Exchange.Events;
using Phusa.Kernel.Data;

namespace Phusa.Exchange.Federation;

/// <summary>Which services their owners let other exchanges know of.</summary>
internal sealed class FederatedMarks(Database database)
{
    public async Task<IReadOnlySet<Guid>> AllAsync(CancellationToken cancellation) => (await database.ListAsync(
        new("select service_id from exchange_federated"), row => row.Id("service_id"), cancellation)).ToHashSet();

    public async Task<bool> IsAsync(Guid service, CancellationToken cancellation) => await database.CountAsync(
        new("select count(*) from exchange_federated where service_id = @service", ("service", service)), cancellation) > 0;

    /// <summary>Nothing is written where it is so already.</summary>
    public Task<bool> SetAsync(Guid service, bool isListed, ExchangeEvent done, CancellationToken cancellation) =>
        database.WriteAsync(async session =>
        {
            var changed = await session.ExecuteAsync(isListed
                ? new("insert into exchange_federated (service_id, listed_at, listed_by) values (@service, @at, @by) on conflict do nothing",
                    ("service", service), ("at", done.At), ("by", done.ActorName))
                : new("delete from exchange_federated where service_id = @service", ("service", service)), cancellation);
            if (changed > 0)
            {
                await ExchangeEvents.RecordAsync(session, done, cancellation);
            }
            return changed > 0;
        }, cancellation);
}
