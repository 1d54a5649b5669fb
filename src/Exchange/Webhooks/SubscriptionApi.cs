using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Members;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Webhooks;

/// <summary>
/// Subscriptions, for programs: an official's, or the system's own with its token, which is why the policy is open and the
/// filter is not.
/// </summary>
internal static class SubscriptionApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/v1/exchange/event-kinds", Kinds).RequireAuthorization(Policies.Public).WithTags("webhooks")
            .WithName("list-event-kinds").WithSummary("The types of events that systems subscribe to");
        var api = routes.MapGroup("/api/v1/exchange/systems/{id:guid}/subscriptions").RequireAuthorization(Policies.Public)
            .AddEndpointFilter<KeeperFilter>().WithTags("webhooks");
        api.MapGet("", ListAsync).WithName("list-subscriptions").WithSummary("A system's subscriptions, never a secret");
        api.MapPost("", AddAsync).WithName("add-subscription")
            .WithSummary("Subscribe an `address` to `events`, of all `datasets` or some; the secret is shown this once");
        api.MapGet("{subscription:guid}", FindAsync).WithName("subscription").WithSummary("A subscription and what waits for it");
        api.MapPut("{subscription:guid}", ChangeAsync).WithName("change-subscription")
            .WithSummary("Be told of other `events` or `datasets`");
        api.MapDelete("{subscription:guid}", RemoveAsync).WithName("remove-subscription")
            .WithSummary("Remove a subscription with all that was to be delivered");
        api.MapPost("{subscription:guid}/test", TestAsync).WithName("test-subscription")
            .WithSummary("Send a `webhook.test`; an address that answers it with 2xx is told from then on");
        api.MapPost("{subscription:guid}/rotate", RotateAsync).WithName("rotate-subscription")
            .WithSummary("Make a new secret; the former one signs as well for `hours` (24)");
        api.MapPost("{subscription:guid}/replay", ReplayAsync).WithName("replay-subscription")
            .WithSummary("Send again what was not delivered `since` a time, or with `delivered` everything");
        DeliveryApi.Map(api.MapGroup("{subscription:guid}/deliveries"));
    }

    internal static SubscriptionKeeper Keeper(this HttpContext http) => http.Features.GetRequiredFeature<SubscriptionKeeper>();

    private static Ok<IReadOnlyList<EventKindAnswer>> Kinds(IEnumerable<EventKind> kinds) =>
        TypedResults.Ok<IReadOnlyList<EventKindAnswer>>([.. kinds.Select(EventKindAnswer.Of)]);

    private static async Task<Results<Ok<IReadOnlyList<SubscriptionAnswer>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Guid id, SubscriptionDirectory directory, SubscriptionStore store, DeliveryLog log,
        CancellationToken cancellation)
    {
        var found = await directory.SystemAsync(http.Keeper(), id, toKeep: false, cancellation);
        if (!found.IsDone)
        {
            return Refused.Of(found);
        }
        var answers = new List<SubscriptionAnswer>();
        foreach (var one in await store.OfSystemAsync(id, cancellation))
        {
            answers.Add(SubscriptionAnswer.Of(one, await log.CountAsync(one.Id, cancellation)));
        }
        return TypedResults.Ok<IReadOnlyList<SubscriptionAnswer>>(answers);
    }

    private static async Task<Results<Ok<SubscriptionAnswer>, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, Guid subscription, SubscriptionDirectory directory, DeliveryLog log,
        CancellationToken cancellation) =>
        await AnswerAsync(
            await directory.FindAsync(http.Keeper(), id, subscription, toKeep: false, cancellation), log, cancellation);

    private static async Task<Results<Created<NewSubscriptionAnswer>, ProblemHttpResult>> AddAsync(
        HttpContext http, Guid id, SubscriptionOrder order, AddSubscription add, CancellationToken cancellation)
    {
        var made = await add.RunAsync(http.Keeper(), id, order, cancellation);
        if (made.Value is not { } added)
        {
            return Refused.Of(made);
        }
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created(
            $"/api/v1/exchange/systems/{id}/subscriptions/{added.Known.Subscription.Id}",
            new NewSubscriptionAnswer(SubscriptionAnswer.Of(added.Known.Subscription, new(0, 0, 0)), added.Secret));
    }

    private static async Task<Results<Ok<SubscriptionAnswer>, ProblemHttpResult>> ChangeAsync(
        HttpContext http, Guid id, Guid subscription, SubscriptionOrder order, AddSubscription change, DeliveryLog log,
        CancellationToken cancellation) =>
        await AnswerAsync(await change.ChangeAsync(http.Keeper(), id, subscription, order, cancellation), log, cancellation);

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        HttpContext http, Guid id, Guid subscription, KeepSubscription keep, CancellationToken cancellation)
    {
        var removed = await keep.RemoveAsync(http.Keeper(), id, subscription, cancellation);
        return removed.IsDone ? TypedResults.NoContent() : Refused.Of(removed);
    }

    private static async Task<Results<Ok<AttemptAnswer>, ProblemHttpResult>> TestAsync(
        HttpContext http, Guid id, Guid subscription, TestSubscription test, CancellationToken cancellation)
    {
        var tested = await test.RunAsync(http.Keeper(), id, subscription, cancellation);
        return tested.Value is { } attempt ? TypedResults.Ok(AttemptAnswer.Of(attempt)) : Refused.Of(tested);
    }

    private static async Task<Results<Ok<NewSecret>, ProblemHttpResult>> RotateAsync(
        HttpContext http, Guid id, Guid subscription, RotateOrder order, KeepSubscription keep, CancellationToken cancellation)
    {
        var made = await keep.RotateAsync(http.Keeper(), id, subscription, order.Hours, cancellation);
        http.Response.Headers.CacheControl = "no-store";
        return made.Value is { } secret ? TypedResults.Ok(secret) : Refused.Of(made);
    }

    private static async Task<Results<Ok<ReplayAnswer>, ProblemHttpResult>> ReplayAsync(
        HttpContext http, Guid id, Guid subscription, ReplayOrder order, ReplayDeliveries replay, CancellationToken cancellation)
    {
        var sent = await replay.SinceAsync(http.Keeper(), id, subscription, order.Since, order.Delivered, cancellation);
        return sent.Value is { } many ? TypedResults.Ok(new ReplayAnswer(many)) : Refused.Of(sent);
    }

    private static async Task<Results<Ok<SubscriptionAnswer>, ProblemHttpResult>> AnswerAsync(
        Outcome<SubscriptionOfSystem> outcome, DeliveryLog log, CancellationToken cancellation) => outcome.Value is { } known
            ? TypedResults.Ok(SubscriptionAnswer.Of(known.Subscription, await log.CountAsync(known.Subscription.Id, cancellation)))
            : Refused.Of(outcome);
}
