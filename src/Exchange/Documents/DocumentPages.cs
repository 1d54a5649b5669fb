using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Exchange.Documents;

/// <summary>The form by which a draft gets another document.</summary>
internal static class DocumentPages
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/exchange/services/{id:guid}/document").RequireAuthorization(Policies.Official)
            .ExcludeFromDescription();
        pages.MapGet("", ShowAsync).WithName("exchange-service-document");
        pages.MapPost("", ChangeAsync);
    }

    /// <summary>The file where one was chosen, else what was pasted.</summary>
    public static async Task<string?> TextAsync(IFormFile? file, string? pasted, CancellationToken cancellation)
    {
        if (file is not { Length: > 0 })
        {
            return pasted;
        }
        using var reader = new StreamReader(file.OpenReadStream(), Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
    }

    private static async Task<Results<RazorComponentResult<DocumentPage>, NotFound>> ShowAsync(
        HttpContext http, Guid id, ServiceStore services, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !http.Caller().AnswersFor(known.Owner)
            || known.Service is not { IsProxied: true, State: ServiceState.Draft })
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(new DocumentView(known.Service, null, null, []));
        return new RazorComponentResult<DocumentPage>();
    }

    /// <summary>What is refused comes back as it was written, with all that is wrong with it.</summary>
    private static async Task<Results<RedirectHttpResult, RazorComponentResult<DocumentPage>, NotFound>> ChangeAsync(
        HttpContext http, Guid id, ChangeDocument change, ServiceStore services, IFormCollection form,
        CancellationToken cancellation)
    {
        var (pasted, address) = (((string?)form["document"])?.Trim(), (string?)form["documentAddress"]);
        var text = await TextAsync(form.Files["file"], pasted, cancellation);
        var changed = await change.RunAsync(http.Caller(), id, text, address, cancellation);
        if (changed.IsDone)
        {
            Flash.Set(http, NoticeTone.Success, T.ExchangeSaved);
            return TypedResults.LocalRedirect($"/exchange/services/{id}");
        }
        if (changed.IsMissing || await services.FindAsync(id, cancellation) is not { } known)
        {
            return TypedResults.NotFound();
        }
        http.Features.Set(new DocumentView(known.Service, pasted, address, changed.Problems));
        return new RazorComponentResult<DocumentPage> { StatusCode = StatusCodes.Status422UnprocessableEntity };
    }
}

/// <param name="Text">What was pasted and refused; a file has to be chosen again.</param>
internal sealed record DocumentView(Service Service, string? Text, string? Address, IReadOnlyList<Problem> Problems);
