using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Services;
using Phusa.Kernel.Data;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Makes an event of every new version of a dataset. It goes by the versions themselves, which count up one by one, and not
/// by who made them: loads, roll-backs and imports from the command line are all there, also those of a time in which this
/// program did not run.
/// </summary>
internal sealed class TellVersions(
    Database database, Versions versions, ServedVersions served, Catalog.Contracts.Datasets datasets, ServiceStore services)
{
    /// <summary>So that the event stays within its size.</summary>
    private const int MostServices = 50;

    private string? seen;

    /// <summary>Costs next to nothing as long as there is nothing new.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var stamp = await served.StampAsync(cancellation);
        if (stamp == seen)
        {
            return;
        }
        var told = (await database.ListAsync(
            new("select dataset_id, number from exchange_told_version"),
            row => (Id: row.Id("dataset_id"), Number: row.Integer("number")), cancellation)).ToDictionary(one => one.Id, one => one.Number);
        foreach (var current in (await versions.CurrentOfAllAsync(cancellation)).Values)
        {
            if (told.GetValueOrDefault(current.DatasetId) is var last && last < current.Number)
            {
                await TellAsync(current.DatasetId, last, current.Number, cancellation);
            }
        }
        seen = stamp;
    }

    private async Task TellAsync(Guid id, long told, long newest, CancellationToken cancellation)
    {
        // A subscription is told of what happens after it was verified: while there is none, nobody would be told.
        var anybody = await database.CountAsync(new("select count(*) from exchange_subscription"), cancellation) > 0;
        var events = anybody ? await EventsAsync(id, told, newest, cancellation) : [];
        await database.WriteAsync(async session =>
        {
            foreach (var one in events)
            {
                await one.PublishAsync(session, cancellation);
            }
            return await session.ExecuteAsync(
                new("insert into exchange_told_version (dataset_id, number) values (@id, @number) on conflict (dataset_id) "
                    + "do update set number = excluded.number where exchange_told_version.number < excluded.number",
                    ("id", id), ("number", newest)), cancellation);
        }, cancellation);
    }

    private async Task<IReadOnlyList<OutgoingEvent>> EventsAsync(
        Guid id, long told, long newest, CancellationToken cancellation)
    {
        var dataset = await datasets.FindAsync(id, cancellation)
            ?? throw new InvalidDataException($"Version {newest} is of the dataset {id}, which is not in the records");
        var offered = await services.OfDatasetAsync(dataset.Name, cancellation);
        var events = new List<OutgoingEvent>();
        for (var number = told + 1; number <= newest; number++)
        {
            if (await versions.FindAsync(id, number, cancellation) is { } version)
            {
                events.Add(Of(dataset, version, offered));
            }
        }
        return events;
    }

    /// <summary>No counts of rows: who may read some of them need not know how many there are.</summary>
    private static OutgoingEvent Of(Dataset dataset, DatasetVersion version, IReadOnlyList<ServiceOfMember> offered) => new(
        ExchangeEventKinds.DatasetVersion, version.CreatedAt, $"/api/v1/datasets/{dataset.Name}", new Dictionary<string, object?>
        {
            ["dataset"] = dataset.Name, ["version"] = version.Number, ["contractVersion"] = version.ContractVersion,
            ["services"] = offered.Take(MostServices).Select(one => new
            {
                one.Service.Id, Path = $"/x/{one.Owner.Code}/{one.Service.Code}/v{one.Service.Version}",
            }),
        })
    {
        Dataset = dataset.Name, Once = $"{ExchangeEventKinds.DatasetVersion}:{dataset.Id}:{version.Number}",
    };
}
