using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Exchange.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Members;

/// <summary>Members for people: who takes part, and the data office's forms.</summary>
internal static class MemberPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/members").ExcludeFromDescription();
        pages.MapGet("", ListAsync).RequireAuthorization(Policies.Exchange).WithName("exchange-members");
        pages.MapGet("new", NewAsync).RequireAuthorization(Policies.DataOffice).WithName("new-exchange-member");
        pages.MapPost("", RegisterAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapGet("{id:guid}", ShowAsync).RequireAuthorization(Policies.Exchange).WithName("exchange-member");
        pages.MapPost("{id:guid}", ChangeAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("{id:guid}/suspend", SuspendAsync).RequireAuthorization(Policies.DataOffice);
        pages.MapPost("{id:guid}/activate", ActivateAsync).RequireAuthorization(Policies.DataOffice);
    }

    private static async Task<RazorComponentResult<MembersPage>> ListAsync(
        HttpContext http, MemberDirectory directory, string? q, int? page, CancellationToken cancellation)
    {
        http.Features.Set(new MembersView(
            await directory.ListAsync(q, cancellation), q, Math.Max(1, page ?? 1), http.Caller().RunsExchange()));
        return new();
    }

    private static async Task<RazorComponentResult<MemberFormPage>> NewAsync(
        HttpContext http, MemberStore store, Agencies agencies, CancellationToken cancellation)
    {
        await FormAsync(http, new(), [], store, agencies, cancellation);
        return new();
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<MemberFormPage>>> RegisterAsync(
        HttpContext http, RegisterMember register, MemberStore store, Agencies agencies, [FromForm] string? agency,
        [FromForm(Name = "class")] string? kind, [FromForm] string? code, [FromForm] string? name, [FromForm] string? taxCode,
        CancellationToken cancellation)
    {
        var order = new MemberOrder(agency, kind, code, name, taxCode);
        var made = await register.RunAsync(http.Caller(), order, cancellation);
        if (made.Value is { } member)
        {
            Flash.Set(http, NoticeTone.Success, T.MemberRegistered);
            return TypedResults.LocalRedirect($"/exchange/members/{member.Id}");
        }
        await FormAsync(http, order, made.Problems, store, agencies, cancellation);
        return new RazorComponentResult<MemberFormPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RazorComponentResult<MemberPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, MemberPageReading reading, CancellationToken cancellation)
    {
        if (await reading.ReadAsync(http.Caller(), id, null, [], cancellation) is not { } view)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(view);
        return new RazorComponentResult<MemberPage>();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<MemberPage>, NotFound>> ChangeAsync(
        HttpContext http, Guid id, RegisterMember register, MemberPageReading reading, [FromForm] string? name,
        [FromForm] string? taxCode, CancellationToken cancellation)
    {
        var order = new MemberOrder(Name: name, TaxCode: taxCode);
        var changed = await register.ChangeAsync(http.Caller(), id, order, cancellation);
        if (changed.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.ExchangeSaved);
            return TypedResults.LocalRedirect($"/exchange/members/{id}");
        }
        if (await reading.ReadAsync(http.Caller(), id, order, changed.Problems, cancellation) is not { } view)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(view);
        return new RazorComponentResult<MemberPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> SuspendAsync(
        HttpContext http, Guid id, SuspendMember suspend, [FromForm] string? reason, CancellationToken cancellation) =>
        http.Back($"/exchange/members/{id}", await suspend.RunAsync(http.Caller(), id, reason, cancellation), T.DoneMemberSuspended);

    private static async Task<Results<RedirectHttpResult, NotFound>> ActivateAsync(
        HttpContext http, Guid id, SuspendMember suspend, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back($"/exchange/members/{id}", await suspend.EndAsync(http.Caller(), id, cancellation), T.DoneMemberActivated);
    }

    private static async Task FormAsync(
        HttpContext http, MemberOrder order, IReadOnlyList<Problem> problems, MemberStore store, Agencies agencies,
        CancellationToken cancellation)
    {
        var taken = (await store.ListAsync(cancellation)).Select(entry => entry.Member.Agency).ToHashSet();
        var free = (await agencies.TreeAsync(cancellation)).All.Where(one => one.ValidTo is null && !taken.Contains(one.Code));
        http.Features.Set(new MemberFormView(order, [.. free.OrderBy(one => one.Code, StringComparer.Ordinal)], problems));
    }
}
