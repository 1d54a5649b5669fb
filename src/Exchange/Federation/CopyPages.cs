using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Federation;

/// <summary>What the forms about copies on a peer's page do.</summary>
internal static class CopyPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/federation/{id:guid}/copies").RequireAuthorization(Policies.DataOffice)
            .ExcludeFromDescription();
        pages.MapPost("", AddAsync);
        pages.MapPost("{copy:guid}/run", RunAsync);
        pages.MapPost("{copy:guid}/renew", RenewAsync);
        pages.MapPost("{copy:guid}/remove", RemoveAsync);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> AddAsync(
        HttpContext http, Guid id, KeepCopy keep, [FromForm] string? service, [FromForm] string? dataset, CancellationToken cancellation)
    {
        var added = await keep.AddAsync(http.Caller(), id, new(service, dataset), cancellation);
        return http.Back(
            $"/exchange/federation/{id}", added.IsMissing ? new Kernel.Outcomes.Refusal(added.Problems) : added, T.DoneCopyAdded);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> RunAsync(
        HttpContext http, Guid id, Guid copy, KeepCopy keep, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back($"/exchange/federation/{id}", await keep.HurryAsync(http.Caller(), copy, false, cancellation), T.CopyHurried);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> RenewAsync(
        HttpContext http, Guid id, Guid copy, KeepCopy keep, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back($"/exchange/federation/{id}", await keep.HurryAsync(http.Caller(), copy, true, cancellation), T.CopyHurried);
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> RemoveAsync(
        HttpContext http, Guid id, Guid copy, KeepCopy keep, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        return http.Back($"/exchange/federation/{id}", await keep.RemoveAsync(http.Caller(), copy, cancellation), T.DoneCopyRemoved);
    }
}
