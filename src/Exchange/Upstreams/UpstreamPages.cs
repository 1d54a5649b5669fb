using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Upstreams;

/// <summary>The system behind a service, for its owner: settings, how it stands, and a look at it now.</summary>
internal static class UpstreamPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/services/{id:guid}/upstream").RequireAuthorization(Policies.Exchange)
            .ExcludeFromDescription();
        pages.MapGet("", ShowAsync).WithName("exchange-upstream");
        pages.MapPost("", ChangeAsync);
        pages.MapPost("check", CheckAsync);
    }

    private static async Task<Results<RazorComponentResult<UpstreamPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, UpstreamPageReading reading, CancellationToken cancellation)
    {
        if (await reading.ReadAsync(http.Caller(), id, null, [], cancellation) is not { } view)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(view);
        return new RazorComponentResult<UpstreamPage>();
    }

    /// <summary>What is refused comes back as it was written, but for secrets, which no page shows.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<UpstreamPage>, NotFound>> ChangeAsync(
        HttpContext http, Guid id, ChangeUpstream change, UpstreamPageReading reading, IFormCollection form,
        CancellationToken cancellation)
    {
        var order = UpstreamForm.Read(
            form, await UpstreamForm.CertificateAsync(form.Files["certificateFile"], cancellation));
        var changed = await change.RunAsync(http.Caller(), id, order, cancellation);
        if (changed.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.ExchangeSaved);
            return TypedResults.LocalRedirect($"/exchange/services/{id}/upstream");
        }
        if (changed.IsMissing || await reading.ReadAsync(http.Caller(), id, order, changed.Problems, cancellation) is not { } view)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(view);
        return new RazorComponentResult<UpstreamPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> CheckAsync(
        HttpContext http, Guid id, CheckUpstream check, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back(
            $"/exchange/services/{id}/upstream#state", await check.RunAsync(http.Caller(), id, cancellation), null);
    }
}

/// <param name="Settings">Null before they are first given.</param>
/// <param name="Location">Where a WSDL says that its service is.</param>
internal sealed record UpstreamView(
    ServiceOfMember Known, UpstreamSettings? Settings, UpstreamHealth? Health, string? Location, bool MayChange, UpstreamOrder Order,
    IReadOnlyList<Problem> Problems);

/// <summary>What the page of an upstream shows to a caller.</summary>
internal sealed class UpstreamPageReading(
    ServiceStore services, UpstreamStore store, HealthStore health, ServiceInterfaces interfaces)
{
    /// <summary>Null when there is nothing to see for the caller.</summary>
    /// <param name="order">What was written and refused; null at first.</param>
    public async Task<UpstreamView?> ReadAsync(
        Caller caller, Guid id, UpstreamOrder? order, IReadOnlyList<Problem> problems, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !caller.LooksInto(known.Owner) || !known.Service.IsProxied)
        {
            return null;
        }
        var settings = await store.FindAsync(id, cancellation);
        return new(
            known, settings, await health.FindAsync(id, cancellation),
            (await interfaces.OfAsync(known.Service, cancellation)).Wsdl?.Location,
            caller.AnswersFor(known.Owner) && known.Service.State != ServiceState.Retired, order ?? UpstreamForm.Of(settings), problems);
    }
}
