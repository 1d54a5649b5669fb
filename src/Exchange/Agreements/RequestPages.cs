using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Contracts;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Agreements;

/// <summary>The form by which access to a service is asked for.</summary>
internal static class RequestPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/services/{id:guid}/agreements").RequireAuthorization(Policies.Exchange)
            .ExcludeFromDescription();
        pages.MapGet("new", NewAsync).WithName("new-exchange-agreement");
        pages.MapPost("", RequestAsync);
    }

    /// <summary>The systems that the caller may ask for.</summary>
    public static async Task<IReadOnlyList<SystemOfMember>> SystemsAsync(
        Caller caller, SystemStore systems, CancellationToken cancellation) =>
        [.. (await systems.ListAsync(cancellation)).Where(one => caller.Connects(one.Member))];

    private static async Task<Results<RazorComponentResult<RequestPage>, NotFound>> NewAsync(
        HttpContext http, Guid id, ServiceDirectory directory, SystemStore systems, CancellationToken cancellation)
    {
        if (await directory.FindAsync(http.Caller(), id, cancellation) is not { } described)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(new AgreementFormView(
            described, await SystemsAsync(http.Caller(), systems, cancellation), new(), []));
        return new RazorComponentResult<RequestPage>();
    }

    /// <summary>What is refused comes back as it was written, with what is wrong beside each field.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<RequestPage>, NotFound>> RequestAsync(
        HttpContext http, Guid id, ServiceDirectory directory, SystemStore systems, RequestAgreement request,
        IFormCollection form, CancellationToken cancellation)
    {
        var order = RequestForm.Read(id, form);
        var made = await request.RunAsync(http.Caller(), order, cancellation);
        if (made.Value is { } agreement)
        {
            Flash.Set(http, NoticeTone.Success, T.AgreementSent(Show.Date(agreement.DueOn)));
            return TypedResults.LocalRedirect($"/exchange/agreements/{agreement.Id}");
        }
        if (await directory.FindAsync(http.Caller(), id, cancellation) is not { } described)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(new AgreementFormView(
            described, await SystemsAsync(http.Caller(), systems, cancellation), order, made.Problems));
        return new RazorComponentResult<RequestPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}

/// <summary>A request as the form sends it; what is no number or day becomes one that is refused.</summary>
internal static class RequestForm
{
    public static AgreementOrder Read(Guid service, IFormCollection form) => new(
        Guid.TryParse(form["system"], out var system) ? system : null, service, form["purpose"], form["legalBasis"],
        [.. form["fields"].OfType<string>()], form["condition"], Calls(form["quotaPerDay"]), Calls(form["ratePerMinute"]),
        form["hoursFrom"], form["hoursTo"], Day(form["validFrom"]), Day(form["validTo"]), form["needsCase"] == "true",
        form["needsConsent"] == "true");

    public static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static int? Calls(string? text) => string.IsNullOrWhiteSpace(text) ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var calls) ? calls : -1;
}
