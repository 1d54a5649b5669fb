using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Exchange.Events;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Periods;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Agreements;

/// <summary>Agreements for people: what runs and what waits, and the owner's answer.</summary>
internal static class AgreementPages
{
    private const int MostEvents = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/agreements").RequireAuthorization(Policies.Exchange).ExcludeFromDescription();
        pages.MapGet("", ListAsync).WithName("exchange-agreements");
        pages.MapGet("{id:guid}", ShowAsync).WithName("exchange-agreement");
        pages.MapPost("{id:guid}/{deed}", DoAsync);
    }

    private static async Task<RazorComponentResult<AgreementsPage>> ListAsync(
        HttpContext http, AgreementDirectory directory, TimeProvider clock, bool? mine, int? page,
        CancellationToken cancellation)
    {
        http.Features.Set(new AgreementsView(
            await directory.ListAsync(http.Caller(), mine is true, cancellation), mine is true, Math.Max(1, page ?? 1), clock.Today()));
        return new();
    }

    private static async Task<Results<RazorComponentResult<AgreementPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, AgreementDirectory directory, MemberDirectory members, ServiceInterfaces services,
        ExchangeEvents events, TimeProvider clock, CancellationToken cancellation)
    {
        var caller = http.Caller();
        if (await directory.FindAsync(caller, id, cancellation) is not { } both)
        {
            return TypedResults.NotFound();
        }
        var today = clock.Today();
        http.Features.Set(new AgreementView(
            both, await members.NameAsync(both.Consumer.Member, cancellation),
            await members.NameAsync(both.Provider.Owner, cancellation),
            await services.ClassAsync(both.Provider.Service, cancellation),
            [.. Enum.GetValues<AgreementDeed>().Where(deed =>
                AgreementStates.After(both.Agreement.StateOn(today), deed) is not null && caller.MayDoNow(both, deed))],
            today, await events.OfAgreementAsync(id, MostEvents, cancellation),
            both.Agreement.State == AgreementState.Requested && caller.MayDo(both, AgreementDeed.Approve) && !caller.MayDoNow(both, AgreementDeed.Approve)));
        return new RazorComponentResult<AgreementPage>();
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> DoAsync(
        HttpContext http, Guid id, string deed, RequestAgreement request, ReviewAgreement review, StopAgreement stop,
        [AsParameters] DeedForm form, CancellationToken cancellation)
    {
        var (caller, here) = (http.Caller(), $"/exchange/agreements/{id}");
        if (!Enum.TryParse<AgreementDeed>(deed, ignoreCase: true, out var asked) || !Enum.IsDefined(asked))
        {
            return TypedResults.NotFound();
        }
        var done = asked switch
        {
            AgreementDeed.Approve => await review.ApproveAsync(caller, id, cancellation),
            AgreementDeed.Refuse => await review.RefuseAsync(caller, id, form.Reason, form.Citation, cancellation),
            AgreementDeed.Suspend => await stop.SuspendAsync(caller, id, form.Reason, cancellation),
            AgreementDeed.Resume => await stop.ResumeAsync(caller, id, cancellation),
            AgreementDeed.End => await stop.EndAsync(caller, id, form.Reason, cancellation),
            _ => await request.RenewAsync(caller, id, new(ValidTo: RequestForm.Day(form.ValidTo)), cancellation),
        };
        return http.Back(
            asked == AgreementDeed.Renew && done.Value is { } renewed ? $"/exchange/agreements/{renewed.Id}" : here, done,
            T.ExchangeSaved);
    }
}

internal sealed record DeedForm([FromForm] string? Reason, [FromForm] string? Citation, [FromForm] string? ValidTo);
