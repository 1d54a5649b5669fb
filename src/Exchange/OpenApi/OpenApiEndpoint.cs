using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Exchange.Members;
using Phusa.Exchange.Services;
using Phusa.Security.Contracts;

namespace Phusa.Exchange.OpenApi;

/// <summary>The description of a service for programs that generate clients, or import it to try calls.</summary>
internal static class OpenApiEndpoint
{
    public static readonly JsonSerializerOptions Readable =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/exchange/services/{id:guid}/openapi.json", FindAsync).RequireAuthorization(Policies.Exchange).WithTags("exchange")
        .WithName("service-openapi").WithSummary("A service in OpenAPI, with the gateway's address: generated from the contract, or the owner's own");

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> FindAsync(
        HttpContext http, Guid id, ServiceStore services, ServiceOpenApi documents, CancellationToken cancellation)
    {
        if (await services.FindAsync(id, cancellation) is not { } known || !http.Caller().Sees(known))
        {
            return Refused.Of<Service>(ServiceProblems.Missing(id));
        }
        var document = await documents.OfAsync(known, cancellation);
        return TypedResults.Text(document.ToJsonString(Readable), "application/vnd.oai.openapi+json", System.Text.Encoding.UTF8);
    }
}
