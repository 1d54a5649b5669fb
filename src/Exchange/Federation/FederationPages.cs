using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Federation;

/// <summary>Peers for people: whom we trade with, how it goes, what they offer.</summary>
internal static class FederationPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/federation").ExcludeFromDescription();
        pages.MapGet("", ListAsync).RequireAuthorization(Policies.Official).WithName("exchange-federation");
        pages.MapPost("", RegisterAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapGet("{id:guid}", ShowAsync).RequireAuthorization(Policies.Official).WithName("exchange-peer");
        pages.MapPost("{id:guid}", ChangeAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("{id:guid}/state", EnableAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("{id:guid}/fetch", FetchAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("{id:guid}/services", TakeAsync).RequireAuthorization(Policies.DataOffice);
        routes.MapPost("/exchange/services/{id:guid}/federated", MarkAsync).RequireAuthorization(Policies.Official)
            .ExcludeFromDescription();
    }

    private static async Task<RazorComponentResult<FederationPage>> ListAsync(
        HttpContext http, FederationPageReading reading, CancellationToken cancellation)
    {
        http.Features.Set(await reading.ListAsync(http.Caller(), new(), [], cancellation));
        return new();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field; but never a secret.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<FederationPage>>> RegisterAsync(
        HttpContext http, RegisterPeer register, FetchCatalogue fetch, FederationPageReading reading, [AsParameters] PeerForm form,
        CancellationToken cancellation)
    {
        var made = await register.RunAsync(http.Caller(), form.Order, cancellation);
        if (made.Value is { } peer)
        {
            await fetch.RunAsync(peer.Id, cancellation);
            Flash.Set(http, NoticeTone.Success, T.DonePeerRegistered);
            return TypedResults.LocalRedirect($"/exchange/federation/{peer.Id}");
        }
        http.Features.Set(await reading.ListAsync(http.Caller(), form.Order.WithoutSecrets, made.Problems, cancellation));
        return new RazorComponentResult<FederationPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RazorComponentResult<PeerPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, FederationPageReading reading, CancellationToken cancellation)
    {
        if (await reading.ReadAsync(http.Caller(), id, null, [], cancellation) is not { } view)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(view);
        return new RazorComponentResult<PeerPage>();
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<PeerPage>, NotFound>> ChangeAsync(
        HttpContext http, Guid id, RegisterPeer register, FederationPageReading reading, [AsParameters] PeerForm form,
        CancellationToken cancellation)
    {
        var changed = await register.ChangeAsync(http.Caller(), id, form.Order, cancellation);
        if (changed.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.ExchangeSaved);
            return TypedResults.LocalRedirect($"/exchange/federation/{id}");
        }
        if (await reading.ReadAsync(http.Caller(), id, form.Order.WithoutSecrets, changed.Problems, cancellation) is not { } view)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(view);
        return new RazorComponentResult<PeerPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> EnableAsync(
        HttpContext http, Guid id, RegisterPeer register, [FromForm] PeerState state, CancellationToken cancellation) =>
        http.Back(
            $"/exchange/federation/{id}",
            await register.EnableAsync(http.Caller(), id, state == PeerState.Enabled, cancellation), T.ExchangeSaved);

    private static async Task<Results<RedirectHttpResult, NotFound>> FetchAsync(
        HttpContext http, Guid id, FetchCatalogue fetch, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back($"/exchange/federation/{id}", await fetch.RunAsync(id, cancellation), T.CatalogueLooked);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> TakeAsync(
        HttpContext http, Guid id, TakeOver take, [FromForm] string? service, CancellationToken cancellation)
    {
        var taken = await take.RunAsync(http.Caller(), id, service, cancellation);
        return http.Back(
            taken.Value is { } one ? $"/exchange/services/{one.Id}" : $"/exchange/federation/{id}", taken, T.DoneServiceTakenOver);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> MarkAsync(
        HttpContext http, Guid id, OfferToPeers offer, [FromForm] bool listed, CancellationToken cancellation) =>
        http.Back(
            $"/exchange/services/{id}", await offer.RunAsync(http.Caller(), id, listed, cancellation),
            listed ? T.DoneServiceListed : T.DoneServiceUnlisted);
}

/// <summary>A peer as the form sends it.</summary>
internal sealed record PeerForm(
    [FromForm] string? Address, [FromForm] string? Fingerprint, [FromForm] string? System, [FromForm] string? ClientId,
    [FromForm] string? Secret, [FromForm] string? HookSecret)
{
    public PeerOrder Order => new(
        Address, Fingerprint, Guid.TryParse(System, out var system) ? system : null, ClientId ?? "", Secret,
        HookSecret);
}
