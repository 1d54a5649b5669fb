using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Agreements;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Events;
using Phusa.Exchange.Federation;
using Phusa.Exchange.Members;
using Phusa.Exchange.OpenApi;
using Phusa.Exchange.Schemas;
using Phusa.Exchange.Systems;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Services;

/// <summary>Services for people: what is offered, and how the owner and the data office put it there.</summary>
internal static class ServicePages
{
    private const int MostEvents = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/services").RequireAuthorization(Policies.Exchange).ExcludeFromDescription();
        routes.MapGet("/exchange", Start).RequireAuthorization(Policies.Exchange)
            .ExcludeFromDescription();
        pages.MapGet("", ListAsync).WithName("exchange-services");
        pages.MapPost("", RegisterAsync);
        pages.MapGet("{id:guid}", ShowAsync).WithName("exchange-service");
        pages.MapPost("{id:guid}/state", ChangeAsync);
    }

    /// <summary>Who connects systems begins with these, everybody else with what is offered.</summary>
    private static RedirectHttpResult Start(HttpContext http) =>
        TypedResults.LocalRedirect(http.Caller().AgenciesAs(Role.Integrator).Any() ? "/exchange/systems" : "/exchange/services");

    private static async Task<RazorComponentResult<ServicesPage>> ListAsync(
        HttpContext http, ServiceCatalogue catalogue, Catalog.Contracts.Datasets datasets, MemberDirectory members, int? page,
        CancellationToken cancellation)
    {
        var search = ServiceSearch.Of(http.Request.Query);
        http.Features.Set(new ServicesView(
            await catalogue.RunAsync(http.Caller(), search, cancellation), search, Math.Max(1, page ?? 1),
            await OwnAsync(http.Caller(), datasets, cancellation), new(), [],
            (await ServiceFormPages.OwnersAsync(http.Caller(), members, cancellation)).Count > 0));
        return new();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<ServicesPage>>> RegisterAsync(
        HttpContext http, DraftServiceVersion draft, ServiceCatalogue catalogue, Catalog.Contracts.Datasets datasets,
        [AsParameters] ServiceForm form, CancellationToken cancellation)
    {
        var made = await draft.RunAsync(http.Caller(), form.Order, cancellation);
        if (made.Value is { } service)
        {
            Flash.Set(http, NoticeTone.Success, T.DoneServiceDrafted);
            return TypedResults.LocalRedirect($"/exchange/services/{service.Id}");
        }
        var search = ServiceSearch.Of(QueryCollection.Empty);
        http.Features.Set(new ServicesView(
            await catalogue.RunAsync(http.Caller(), search, cancellation), search, 1,
            await OwnAsync(http.Caller(), datasets, cancellation), form.Order, made.Problems, false));
        return new RazorComponentResult<ServicesPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RazorComponentResult<ServicePage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, ServiceDirectory directory, ExchangeEvents events, AgreementDirectory agreements,
        SystemStore systems, ServiceOpenApi documents, ReadAbroad abroad, TimeProvider clock, CancellationToken cancellation)
    {
        if (await directory.FindAsync(http.Caller(), id, cancellation) is not { } described)
        {
            return TypedResults.NotFound();
        }
        var (caller, known) = (http.Caller(), described.Named.Known);
        http.Features.Set(new ServiceView(
            described, caller.LooksInto(known.Owner) ? await events.OfServiceAsync(id, MostEvents, cancellation) : [],
            [.. Enum.GetValues<ServiceState>().Where(next => known.Service.MayBecome(next) && caller.MayMake(known, next))],
            new([.. (await agreements.ListAsync(caller, false, cancellation)).Where(both => both.Agreement.ServiceId == id)],
                clock.Today()),
            known.Service.State == ServiceState.Published && (await RequestPages.SystemsAsync(caller, systems, cancellation)).Count > 0,
            caller.LooksInto(known.Owner),
            DescribedOperation.List(ApiDocument.Read((await documents.OfAsync(known, cancellation)).ToJsonString()).Value!), documents.AddressOf(known),
            await abroad.RunAsync(caller, described.Named, cancellation)));

        return new RazorComponentResult<ServicePage>();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ChangeAsync(
        HttpContext http, Guid id, ChangeServiceState change, [FromForm] ServiceState state, CancellationToken cancellation)
    {
        var changed = await change.RunAsync(http.Caller(), id, state, cancellation);
        return http.Back($"/exchange/services/{id}", changed, T.ExchangeSaved);
    }

    /// <summary>By name: the datasets of the agencies that the caller speaks for.</summary>
    private static async Task<IReadOnlyList<Dataset>> OwnAsync(
        Caller caller, Catalog.Contracts.Datasets datasets, CancellationToken cancellation) => caller.RunsExchange() || caller.Has(Role.Steward)
            ? [.. (await datasets.ListAsync(cancellation)).Where(one => caller.RunsExchange() || caller.Has(Role.Steward, one.Agency))]
            : [];
}

/// <summary>A service as the form sends it; empty numbers are none.</summary>
internal sealed record ServiceForm(
    [FromForm] string? Dataset, [FromForm] string? Code, [FromForm] string? TitleVi, [FromForm] string? TitleEn,
    [FromForm] string? Availability, [FromForm] string? AnswerMs)
{
    public ServiceOrder Order => new(Dataset, Code, null, TitleVi, TitleEn, Decimal(Availability), (int?)Decimal(AnswerMs, whole: true));

    /// <summary>What is no number becomes one that is refused.</summary>
    private static decimal? Decimal(string? text, bool whole = false) => string.IsNullOrWhiteSpace(text) ? null
        : decimal.TryParse(text.Replace(',', '.'), whole ? NumberStyles.None : NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var number) && number < 1_000_000 ? number : -1;
}
