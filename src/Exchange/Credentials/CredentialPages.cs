using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Phusa.Exchange.Members;
using Phusa.Exchange.Systems;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Credentials;

/// <summary>The forms on a system's page that add and withdraw its credentials.</summary>
internal static class CredentialPages
{
    /// <summary>What a new secret is carried under to the page that shows it.</summary>
    public const string Shown = "client-secret";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/systems/{id:guid}/credentials").RequireAuthorization(Policies.Exchange)
            .ExcludeFromDescription();
        pages.MapPost("", AddAsync);
        pages.MapPost("withdraw", WithdrawAsync);
    }

    private static async Task<Results<RedirectHttpResult, RazorComponentResult<SystemPage>, ForbidHttpResult>> AddAsync(
        HttpContext http, Guid id, AddCredential add, SystemPageReading reading, ShownOnce shown, [FromForm] string? kind,
        [FromForm] string? label, [FromForm] string? value, [FromForm] int? days, CancellationToken cancellation)
    {
        var order = new CredentialOrder(kind, label, value, days ?? 0);
        var made = await add.RunAsync(http.Caller(), id, order, cancellation);
        if (made.Value is { } added)
        {
            if (added.Secret is { } secret)
            {
                shown.Put(http, new(Shown, [secret]), $"/exchange/systems/{id}");
            }
            return TypedResults.LocalRedirect($"/exchange/systems/{id}#credentials");
        }
        if (await reading.FindAsync(http.Caller(), id, cancellation) is not { } known
            || !http.Caller().Connects(known.Member))
        {
            return TypedResults.Forbid();
        }
        var view = await reading.ReadAsync(http.Caller(), known, cancellation);
        http.Features.Set(view with { Order = order, Problems = made.Problems });
        return new RazorComponentResult<SystemPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }

    private static async Task<Results<RedirectHttpResult, NotFound>> WithdrawAsync(
        HttpContext http, Guid id, WithdrawCredential withdraw, [FromForm] Guid credential, CancellationToken cancellation) =>
        http.Back(
            $"/exchange/systems/{id}#credentials", await withdraw.RunAsync(http.Caller(), id, credential, cancellation),
            T.DoneCredentialWithdrawn);
}
