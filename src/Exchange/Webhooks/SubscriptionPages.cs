using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Exchange.Contracts;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Webhooks;

/// <summary>Subscriptions for people: added, tested, watched, sent again.</summary>
internal static class SubscriptionPages
{
    /// <summary>What a new secret is carried under to the page that shows it.</summary>
    private const string Shown = "webhook-secret";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/systems/{id:guid}/subscriptions").RequireAuthorization(Policies.Exchange)
            .ExcludeFromDescription();
        pages.MapGet("new", NewAsync).WithName("new-exchange-subscription");
        pages.MapPost("", AddAsync);
        pages.MapGet("{subscription:guid}", ShowAsync).WithName("exchange-subscription");
        pages.MapPost("{subscription:guid}", ChangeAsync);
        pages.MapPost("{subscription:guid}/test", TestAsync);
        pages.MapPost("{subscription:guid}/rotate", RotateAsync);
        pages.MapPost("{subscription:guid}/remove", RemoveAsync);
        DeliveryPages.Map(pages.MapGroup("{subscription:guid}"));
    }

    internal static SubscriptionKeeper Of(HttpContext http) => new(http.Caller());

    private static async Task<Results<RazorComponentResult<SubscriptionFormPage>, NotFound, ForbidHttpResult>> NewAsync(
        HttpContext http, Guid id, SubscriptionDirectory directory, IEnumerable<EventKind> kinds, CancellationToken cancellation)
    {
        var found = await directory.SystemAsync(Of(http), id, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return found.IsMissing ? TypedResults.NotFound() : TypedResults.Forbid();
        }
        http.Features.Set(new SubscriptionFormView(known.System, new([.. kinds], new(), [])));
        return new RazorComponentResult<SubscriptionFormPage>();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SubscriptionFormPage>, NotFound, ForbidHttpResult>> AddAsync(
        HttpContext http, Guid id, SubscriptionDirectory directory, AddSubscription add, IEnumerable<EventKind> kinds,
        ShownOnce shown, IFormCollection form, CancellationToken cancellation)
    {
        var order = SubscriptionForm.Read(form);
        var made = await add.RunAsync(Of(http), id, order, cancellation);
        if (made.Value is { } added)
        {
            var page = SubscriptionView.AddressOf(added.Known.Subscription);
            shown.Put(http, new(Shown, [added.Secret]), page);
            return TypedResults.LocalRedirect(page);
        }
        var found = await directory.SystemAsync(Of(http), id, toKeep: true, cancellation);
        if (found.Value is not { } known)
        {
            return found.IsMissing ? TypedResults.NotFound() : TypedResults.Forbid();
        }
        http.Features.Set(new SubscriptionFormView(known.System, new([.. kinds], order, made.Problems)));
        return new RazorComponentResult<SubscriptionFormPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RazorComponentResult<SubscriptionPage>, NotFound, ForbidHttpResult>> ShowAsync(
        HttpContext http, Guid id, Guid subscription, SubscriptionDirectory directory, SubscriptionPageReading reading,
        ShownOnce shown, DeliveryFilter? state, int? page, CancellationToken cancellation)
    {
        var found = await directory.FindAsync(Of(http), id, subscription, toKeep: false, cancellation);
        if (found.Value is not { } known)
        {
            return found.IsMissing ? TypedResults.NotFound() : TypedResults.Forbid();
        }
        http.Response.Headers.CacheControl = "no-store";
        var view = await reading.ReadAsync(Of(http), known, state?.State, Math.Clamp(page ?? 1, 1, 10_000), cancellation);
        http.Features.Set(view with
        {
            Secret = shown.Take(http, view.Address) is { Kind: Shown, Values: [var secret] } ? secret : null,
        });
        return new RazorComponentResult<SubscriptionPage>();
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SubscriptionPage>, NotFound, ForbidHttpResult>> ChangeAsync(
        HttpContext http, Guid id, Guid subscription, SubscriptionDirectory directory, SubscriptionPageReading reading,
        AddSubscription change, IFormCollection form, CancellationToken cancellation)
    {
        var order = SubscriptionForm.Read(form);
        var changed = await change.ChangeAsync(Of(http), id, subscription, order, cancellation);
        if (changed.Value is { } known)
        {
            Flash.Set(http, NoticeTone.Success, T.ExchangeSaved);
            return TypedResults.LocalRedirect(SubscriptionView.AddressOf(known.Subscription));
        }
        var found = await directory.FindAsync(Of(http), id, subscription, toKeep: true, cancellation);
        if (found.Value is not { } refused)
        {
            return found.IsMissing ? TypedResults.NotFound() : TypedResults.Forbid();
        }
        var view = await reading.ReadAsync(Of(http), refused, null, 1, cancellation);
        http.Features.Set(view with { Fields = view.Fields with { Order = order, Problems = changed.Problems } });
        return new RazorComponentResult<SubscriptionPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> TestAsync(
        HttpContext http, Guid id, Guid subscription, TestSubscription test, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        var tested = await test.RunAsync(Of(http), id, subscription, cancellation);
        return http.Back(
            $"/exchange/systems/{id}/subscriptions/{subscription}", tested,
            tested.Value is { } attempt ? T.SubscriptionTested(Show.Duration(attempt.Took)) : null);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> RotateAsync(
        HttpContext http, Guid id, Guid subscription, KeepSubscription keep, ShownOnce shown, [FromForm] string? hours,
        CancellationToken cancellation)
    {
        var page = $"/exchange/systems/{id}/subscriptions/{subscription}";
        var made = await keep.RotateAsync(
            Of(http), id, subscription, int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var many) ? many : -1,
            cancellation);
        if (made.Value is { } secret)
        {
            shown.Put(http, new(Shown, [secret.Secret]), page);
        }
        return http.Back(page, made, null);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> RemoveAsync(
        HttpContext http, Guid id, Guid subscription, KeepSubscription keep, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back(
            $"/exchange/systems/{id}", await keep.RemoveAsync(Of(http), id, subscription, cancellation), T.DoneSubscriptionRemoved);
    }
}

/// <summary>A subscription as the forms send it: names of datasets stand one a line.</summary>
internal static class SubscriptionForm
{
    public static SubscriptionOrder Read(IFormCollection form) => new(
        form["address"], [.. form["events"].OfType<string>()],
        form["datasets"].ToString().Split(['\n', ',', ' ', '\r'], StringSplitOptions.RemoveEmptyEntries));
}
