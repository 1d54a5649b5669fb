using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;

namespace Phusa.Exchange.Webhooks;

/// <summary>The deliveries of a subscription, below it and for the same.</summary>
internal static class DeliveryApi
{
    private const int PageSize = 50;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("", ListAsync).WithName("list-deliveries")
            .WithSummary("Deliveries, newest first, 50 a `page`; of one `state`: waiting, delivered or dead");
        api.MapGet("{delivery:guid}", FindAsync).WithName("delivery").WithSummary("A delivery with its attempts");
        api.MapPost("{delivery:guid}/replay", ReplayAsync).WithName("replay-delivery").WithSummary("Send a delivery again");
    }

    private static async Task<Results<Ok<IReadOnlyList<DeliveryAnswer>>, ProblemHttpResult>> ListAsync(
        HttpContext http, Guid id, Guid subscription, SubscriptionDirectory directory, DeliveryLog log, DeliveryFilter? state,
        int? page, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(http.Keeper(), id, subscription, toKeep: false, cancellation);
        return found.IsDone
            ? TypedResults.Ok<IReadOnlyList<DeliveryAnswer>>(
            [
                .. (await log.ListAsync(
                    subscription, state?.State, (Math.Clamp(page ?? 1, 1, 10_000) - 1) * PageSize, PageSize, cancellation))
                    .Select(one => DeliveryAnswer.Of(one)),
            ])
            : Refused.Of(found);
    }

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, Guid subscription, Guid delivery, SubscriptionDirectory directory, DeliveryLog log,
        CancellationToken cancellation)
    {
        var found = await directory.FindAsync(http.Keeper(), id, subscription, toKeep: false, cancellation);
        return !found.IsDone ? Refused.Of(found)
            : await log.FindAsync(subscription, delivery, cancellation) is not { } one
                ? Refused.Of<Delivery>(ReplayDeliveries.Missing)
            : TypedResults.Ok(DeliveryAnswer.Of(one, await log.AttemptsAsync(delivery, cancellation)));
    }

    private static async Task<Results<Ok<DeliveryAnswer>, ProblemHttpResult>> ReplayAsync(
        HttpContext http, Guid id, Guid subscription, Guid delivery, ReplayDeliveries replay, CancellationToken cancellation)
    {
        var again = await replay.OneAsync(http.Keeper(), id, subscription, delivery, cancellation);
        return again.Value is { } one ? TypedResults.Ok(DeliveryAnswer.Of(one)) : Refused.Of(again);
    }
}
