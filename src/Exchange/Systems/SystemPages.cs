using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Catalog.Contracts;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Credentials;
using Phusa.Exchange.Members;
using Phusa.Exchange.Traffic;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Systems;

/// <summary>Systems for people: registered by whoever connects its member, let in by the data office.</summary>
internal static class SystemPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var ofMember = routes.MapGroup("/exchange/members/{id:guid}/systems").RequireAuthorization(Policies.Exchange)
            .ExcludeFromDescription();
        ofMember.MapGet("new", NewAsync).WithName("new-exchange-system");
        ofMember.MapPost("", RegisterAsync);
        routes.MapGet("/exchange/systems", ListAsync).RequireAuthorization(Policies.Exchange).ExcludeFromDescription()
            .WithName("exchange-systems");
        var pages = routes.MapGroup("/exchange/systems/{id:guid}").ExcludeFromDescription();
        pages.MapGet("", ShowAsync).RequireAuthorization(Policies.Exchange).WithName("exchange-system");
        pages.MapPost("", ChangeAsync).RequireAuthorization(Policies.Exchange);
        pages.MapPost("activate", ActivateAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("suspend", SuspendAsync).RequireAuthorization(Policies.DataOffice);
    }

    private static async Task<RazorComponentResult<SystemsPage>> ListAsync(
        HttpContext http, ListSystems list, bool? waiting, int? page, CancellationToken cancellation)
    {
        var caller = http.Caller();
        http.Features.Set(new SystemsView(
            await list.RunAsync(caller, cancellation), await list.MembersAsync(caller, cancellation), waiting is true,
            caller.SeesAllTraffic(), Math.Max(1, page ?? 1)));
        return new();
    }

    private static async Task<Results<RazorComponentResult<SystemFormPage>, NotFound, ForbidHttpResult>> NewAsync(
        HttpContext http, Guid id, MemberStore members, MemberDirectory directory, InformationSystems catalogue,
        CancellationToken cancellation)
    {
        if (await members.FindAsync(id, cancellation) is not { } member)
        {
            return TypedResults.NotFound();
        }
        if (!http.Caller().Connects(member))
        {
            return TypedResults.Forbid();
        }
        var listed = (await catalogue.ListAsync(cancellation)).Where(one => RegisterSystem.IsOf(one, member));
        http.Features.Set(new SystemFormView(member, await directory.NameAsync(member, cancellation), new(), [.. listed], []));
        return new RazorComponentResult<SystemFormPage>();
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SystemFormPage>, NotFound, ForbidHttpResult>> RegisterAsync(
        HttpContext http, Guid id, RegisterSystem register, MemberStore members, MemberDirectory directory,
        InformationSystems catalogue, [AsParameters] SystemForm form, CancellationToken cancellation)
    {
        var made = await register.RunAsync(http.Caller(), id, form.Order, cancellation);
        if (made.Value is { } system)
        {
            Flash.Set(http, NoticeTone.Success, T.SubsystemRegistered);
            return TypedResults.LocalRedirect($"/exchange/systems/{system.Id}");
        }
        if (await members.FindAsync(id, cancellation) is not { } member)
        {
            return TypedResults.NotFound();
        }
        if (!http.Caller().Connects(member))
        {
            return TypedResults.Forbid();
        }
        var listed = (await catalogue.ListAsync(cancellation)).Where(one => RegisterSystem.IsOf(one, member));
        http.Features.Set(new SystemFormView(
            member, await directory.NameAsync(member, cancellation), form.Order, [.. listed], made.Problems));
        return new RazorComponentResult<SystemFormPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RazorComponentResult<SystemPage>, ForbidHttpResult, NotFound>> ShowAsync(
        HttpContext http, Guid id, SystemStore systems, SystemPageReading reading, ShownOnce shown,
        CancellationToken cancellation)
    {
        if (await reading.FindAsync(http.Caller(), id, cancellation) is not { } known)
        {
            return await systems.FindAsync(id, cancellation) is null ? TypedResults.NotFound() : TypedResults.Forbid();
        }
        http.Response.Headers.CacheControl = "no-store";
        var view = await reading.ReadAsync(http.Caller(), known, cancellation);
        http.Features.Set(view with
        {
            Secret = shown.Take(http, $"/exchange/systems/{id}") is { Kind: CredentialPages.Shown, Values: [var secret] }
                ? secret : null,
        });
        return new RazorComponentResult<SystemPage>();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SystemPage>, ForbidHttpResult>> ChangeAsync(
        HttpContext http, Guid id, RegisterSystem register, SystemPageReading reading, [AsParameters] SystemForm form,
        CancellationToken cancellation)
    {
        var changed = await register.ChangeAsync(http.Caller(), id, form.Order, cancellation);
        if (changed.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.ExchangeSaved);
            return TypedResults.LocalRedirect($"/exchange/systems/{id}");
        }
        if (await reading.FindAsync(http.Caller(), id, cancellation) is not { } known
            || !http.Caller().Connects(known.Member))
        {
            return TypedResults.Forbid();
        }
        var view = await reading.ReadAsync(http.Caller(), known, cancellation);
        http.Features.Set(view with { SystemOrder = form.Order, Problems = changed.Problems });
        return new RazorComponentResult<SystemPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> ActivateAsync(
        HttpContext http, Guid id, SuspendSystem standing, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back(
            $"/exchange/systems/{id}", await standing.ActivateAsync(http.Caller(), id, cancellation), T.DoneSystemActivated);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> SuspendAsync(
        HttpContext http, Guid id, SuspendSystem standing, [FromForm] string? reason, CancellationToken cancellation) =>
        http.Back(
            $"/exchange/systems/{id}", await standing.RunAsync(http.Caller(), id, reason, cancellation), T.DoneSystemSuspended);
}

/// <summary>A system as the form sends it; the empty choices are none.</summary>
internal sealed record SystemForm(
    [FromForm] string? Code, [FromForm] string? Name, [FromForm] string? Catalogue, [FromForm] string? Level,
    [FromForm] string? ContactName, [FromForm] string? ContactEmail, [FromForm] string? ContactPhone)
{
    public MemberSystemOrder Order => new(
        Code, Name, Guid.TryParse(Catalogue, out var listed) ? listed : null,
        int.TryParse(Level, CultureInfo.InvariantCulture, out var level) ? level : null, ContactName, ContactEmail,
        ContactPhone);
}
