using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Outcomes;

namespace Phusa.Exchange.Webhooks;

/// <param name="Events">Types of events.</param>
/// <param name="Datasets">Names; none for all that the system may know of.</param>
internal sealed record SubscriptionOrder(
    string? Address = null, IReadOnlyList<string>? Events = null, IReadOnlyList<string>? Datasets = null);

/// <param name="Secret">Shown this once.</param>
internal sealed record NewSubscription(SubscriptionOfSystem Known, string Secret);

/// <summary>
/// A system gets another subscription, or one that it has tells of other things. A new one waits until its address has
/// answered a test.
/// </summary>
internal sealed class AddSubscription(
    SubscriptionDirectory directory, SubscriptionStore store, WebhookAddress addresses, IEnumerable<EventKind> kinds,
    Catalog.Contracts.Datasets datasets, TimeProvider clock)
{
    private const int MostOfSystem = 20;
    private const int MostDatasets = 100;

    private readonly IReadOnlyList<string> types = [.. kinds.Select(kind => kind.Type)];

    public async Task<Outcome<NewSubscription>> RunAsync(
        SubscriptionKeeper by, Guid system, SubscriptionOrder order, CancellationToken cancellation)
    {
        var found = await directory.SystemAsync(by, system, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return SubscriptionDirectory.Like<SystemOfMember, NewSubscription>(found);
        }
        var address = await addresses.ReadAsync(order.Address, cancellation);
        var problems = address.Problems.Concat(await WrongAsync(order, cancellation)).ToList();
        if ((await store.OfSystemAsync(system, cancellation)).Count >= MostOfSystem)
        {
            problems.Add(new("", "subscription.too-many", T.SubscriptionTooMany(MostOfSystem)));
        }
        if (address.Value is not { } place || problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var (now, secret) = (clock.GetUtcNow(), SigningSecret.Make());
        var made = new Subscription(
            Guid.CreateVersion7(now), system, place, Chosen(order.Events), Chosen(order.Datasets), SubscriptionState.Unverified,
            null, now, by.By.Name, null, 0, null);
        await store.AddAsync(made, secret, Done(by, ExchangeAction.SubscriptionAdded, new(made, known)), cancellation);
        return new NewSubscription(new(made, known), secret);
    }

    /// <summary>Its address stays: whoever moves subscribes the new one and removes the old.</summary>
    public async Task<Outcome<SubscriptionOfSystem>> ChangeAsync(
        SubscriptionKeeper by, Guid system, Guid id, SubscriptionOrder order, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(by, system, id, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return found;
        }
        var problems = await WrongAsync(order, cancellation);
        if (problems.Count > 0)
        {
            return new Refusal(problems);
        }
        var changed = known with
        {
            Subscription = known.Subscription with { Types = Chosen(order.Events), Datasets = Chosen(order.Datasets) },
        };
        await store.ChangeAsync(changed.Subscription, Done(by, ExchangeAction.SubscriptionChanged, changed), cancellation);
        return changed;
    }

    private ExchangeEvent Done(SubscriptionKeeper by, ExchangeAction action, SubscriptionOfSystem known) => ExchangeEvent.By(
        by.By, clock.GetUtcNow(), action, known.Told.Member.Id, known.Told.System.Id, known.Subscription.Address.Host);

    private async Task<IReadOnlyList<Problem>> WrongAsync(SubscriptionOrder order, CancellationToken cancellation)
    {
        var problems = new List<Problem>();
        if (order.Events is not { Count: > 0 } events || events.Except(types).Any())
        {
            problems.Add(new("events", "subscription.events-unknown", T.SubscriptionEventsUnknown(string.Join(", ", types))));
        }
        var names = Chosen(order.Datasets);
        if (names.Count > MostDatasets)
        {
            problems.Add(new("datasets", "subscription.datasets-too-many", T.SubscriptionDatasetsTooMany(MostDatasets)));
            return problems;
        }
        foreach (var name in names)
        {
            if (await datasets.FindAsync(name, cancellation) is null)
            {
                problems.Add(new("datasets", "subscription.dataset-unknown", T.SubscriptionDatasetUnknown(name)));
            }
        }
        return problems;
    }

    private static IReadOnlyList<string> Chosen(IReadOnlyList<string>? given) =>
        [.. (given ?? []).Select(one => one.Trim()).Where(one => one.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
