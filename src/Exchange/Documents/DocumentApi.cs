using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.Documents;

/// <summary>Documents of services, for programs and for downloads.</summary>
internal static class DocumentApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/exchange/services/{id:guid}/document").RequireAuthorization(Policies.Exchange)
            .WithTags("exchange");
        api.MapGet("", FindAsync).WithName("service-document")
            .WithSummary("The OpenAPI document or WSDL of a service, as it was given");
        api.MapPut("", ChangeAsync).WithName("change-service-document")
            .WithSummary("Put the document in the body, or the one at the address `from`, in the place of a draft's");
    }

    /// <summary>Always to be saved, never shown: it is somebody's own text, and this is not their site.</summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, ServiceStore services, DocumentStore store, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !http.Caller().Sees(known)
            || await store.FindAsync(id, cancellation) is not { } document)
        {
            return Refused.Of<Service>(ServiceProblems.Missing(id));
        }
        var (type, extension) = document.Form(known.Service.Kind);
        return TypedResults.File(
            Encoding.UTF8.GetBytes(document.Content), type, $"{known.Service.Code}-v{known.Service.Version}.{extension}",
            lastModified: document.ChangedAt);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
        HttpContext http, Guid id, ChangeDocument change, string? from, CancellationToken cancellation)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var changed = await change.RunAsync(
            http.Caller(), id, await reader.ReadToEndAsync(cancellation), from, cancellation);
        return changed.IsDone ? TypedResults.NoContent() : Refused.Of(changed);
    }
}
