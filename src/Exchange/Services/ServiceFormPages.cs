using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Documents;
using Phusa.Exchange.Members;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Services;

/// <summary>The form by which a service of a system of one's own is drafted.</summary>
internal static class ServiceFormPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/services/new").RequireAuthorization(Policies.Official).ExcludeFromDescription();
        pages.MapGet("", ShowAsync).WithName("new-exchange-service");
        pages.MapPost("", DraftAsync);
    }

    /// <summary>The members whose services the caller may draft, by name.</summary>
    public static async Task<IReadOnlyList<NamedMember>> OwnersAsync(
        Caller caller, MemberDirectory members, CancellationToken cancellation) =>
        [.. (await members.ListAsync(null, cancellation)).Where(one => caller.AnswersFor(one.Member) && !one.Member.IsForeign)];

    private static async Task<Results<RazorComponentResult<ServiceFormPage>, ForbidHttpResult>> ShowAsync(
        HttpContext http, MemberDirectory members, CancellationToken cancellation)
    {
        var owners = await OwnersAsync(http.Caller(), members, cancellation);
        if (owners.Count == 0)
        {
            return TypedResults.Forbid();
        }
        http.Features.Set(new ServiceFormView(owners, new(Member: owners.Count == 1 ? owners[0].Member.Id : null), []));
        return new RazorComponentResult<ServiceFormPage>();
    }

    /// <summary>What is refused comes back as it was written; a file has to be chosen again.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<ServiceFormPage>>> DraftAsync(
        HttpContext http, DraftServiceVersion draft, MemberDirectory members, IFormCollection form, CancellationToken cancellation)
    {
        var pasted = ((string?)form["document"])?.Trim();
        var file = form.Files["file"];
        var order = new ServiceForm(null, form["code"], form["titleVi"], form["titleEn"], form["availability"], form["answerMs"]).Order with
        {
            Kind = form["kind"], Member = Guid.TryParse(form["member"], out var member) ? member : null,
            Classification = form["classification"], DocumentAddress = form["documentAddress"],
            Document = await DocumentPages.TextAsync(file, pasted, cancellation),
        };
        var made = await draft.RunAsync(http.Caller(), order, cancellation);
        if (made.Value is { } service)
        {
            Flash.Set(http, NoticeTone.Success, T.DoneServiceDrafted);
            return TypedResults.LocalRedirect($"/exchange/services/{service.Id}");
        }
        http.Features.Set(new ServiceFormView(
            await OwnersAsync(http.Caller(), members, cancellation), order with { Document = pasted }, made.Problems));
        return new RazorComponentResult<ServiceFormPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}

/// <param name="Owners">Those that the reader may draft for.</param>
internal sealed record ServiceFormView(
    IReadOnlyList<NamedMember> Owners, ServiceOrder Order, IReadOnlyList<Kernel.Outcomes.Problem> Problems);
