using Phusa.Exchange.Services;
using Phusa.Exchange.Traffic;
using Phusa.Exchange.Upstreams;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.Exchange.Status;

/// <summary>How a service stands now, by what is known for certain.</summary>
internal enum Standing
{
    Answers,

    /// <summary>A dataset of which nothing is served yet, or a system that was not asked yet.</summary>
    Unknown,

    /// <summary>Its owner said that it is being worked on.</summary>
    Maintained,

    /// <summary>The system behind it did not answer as it should when it was last asked.</summary>
    Fails,
}

/// <param name="Since">Since when it stands so; null where that is not known.</param>
internal sealed record ServiceStanding(ServiceShown Shown, Standing Now, DateTimeOffset? Since)
{
    /// <summary>How many days are told.</summary>
    public const int Days = TrafficPeriod.LongestDays;
}

/// <summary>How every offered service stands now and stood in the last 30 days.</summary>
internal sealed class ReadStatus(
    ServiceCatalogue catalogue, HealthStore health, Catalog.Contracts.Datasets datasets, Versions versions, TimeProvider clock)
{
    /// <summary>What does not go well first.</summary>
    public async Task<IReadOnlyList<ServiceStanding>> RunAsync(Caller caller, CancellationToken cancellation)
    {
        var all = await catalogue.RunAsync(caller, ServiceSearch.Of(QueryCollection.Empty), cancellation);
        var maintained = await health.MaintainedAsync(clock.GetUtcNow(), cancellation);
        var standings = new List<ServiceStanding>();
        foreach (var one in all.Services.Where(one => one.Entry.Service.IsOffered))
        {
            standings.Add(!one.Entry.Service.IsProxied ? await OfDatasetAsync(one, cancellation)
                : maintained.Contains(one.Entry.Service.Id) ? new(one, Standing.Maintained, null)
                : new(one, Of(one.Health?.Last), one.Health?.Since));
        }
        return [.. standings.OrderByDescending(one => one.Now).ThenBy(one => one.Shown.Measure?.Month.Availability ?? 1)];
    }

    private static Standing Of(CheckResult? last) =>
        last is null ? Standing.Unknown : last.IsWell ? Standing.Answers : Standing.Fails;

    private async Task<ServiceStanding> OfDatasetAsync(ServiceShown shown, CancellationToken cancellation) =>
        await datasets.FindAsync(shown.Entry.Service.Dataset!, cancellation) is { } dataset
        && await versions.CurrentAsync(dataset.Id, cancellation) is not null
            ? new(shown, Standing.Answers, null) : new(shown, Standing.Unknown, null);
}
