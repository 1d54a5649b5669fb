using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Phusa.Kernel.Periods;
using Phusa.Ui;

namespace Phusa.Exchange.Webhooks;

/// <summary>Deliveries for people: what was sent, how it was answered, and sending it again.</summary>
internal static class DeliveryPages
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("deliveries/{delivery:guid}", ShowAsync).WithName("exchange-delivery");
        pages.MapPost("deliveries/{delivery:guid}/replay", ReplayAsync);
        pages.MapPost("replay", ReplaySinceAsync);
    }

    private static async Task<Results<RazorComponentResult<DeliveryPage>, NotFound, ForbidHttpResult>> ShowAsync(
        HttpContext http, Guid id, Guid subscription, Guid delivery, SubscriptionDirectory directory, DeliveryLog log,
        IOptions<ExchangeOptions> options, CancellationToken cancellation)
    {
        var by = SubscriptionPages.Of(http);
        var found = await directory.FindAsync(by, id, subscription, toKeep: false, cancellation);
        if (found.Value is not { } known)
        {
            return found.IsMissing ? TypedResults.NotFound() : TypedResults.Forbid();
        }
        if (await log.FindAsync(subscription, delivery, cancellation) is not { } one)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(new DeliveryView(
            known, one, await log.AttemptsAsync(delivery, cancellation), EventBody.Spread(one.Event, options.Value.Issuer),
            by.Keeps(known.Told)));
        return new RazorComponentResult<DeliveryPage>();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ReplayAsync(
        HttpContext http, Guid id, Guid subscription, Guid delivery, ReplayDeliveries replay, IFormCollection form,
        CancellationToken cancellation)
    {
        _ = form;
        return http.Back(
            $"/exchange/systems/{id}/subscriptions/{subscription}/deliveries/{delivery}",
            await replay.OneAsync(SubscriptionPages.Of(http), id, subscription, delivery, cancellation), T.DeliveryReplayed);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ReplaySinceAsync(
        HttpContext http, Guid id, Guid subscription, ReplayDeliveries replay, [FromForm] string? since, [FromForm] bool? delivered,
        CancellationToken cancellation)
    {
        DateTimeOffset? from = DateTime.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
            ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), VietnamTime.Offset) : null;
        var sent = await replay.SinceAsync(SubscriptionPages.Of(http), id, subscription, from, delivered is true, cancellation);
        return http.Back(
            $"/exchange/systems/{id}/subscriptions/{subscription}", sent,
            sent.Value is { } many ? T.DeliveriesReplayed(many) : null);
    }
}
