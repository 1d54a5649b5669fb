using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Phusa.OpenData.Access;
using Phusa.OpenData.Api;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.OpenApi;

/// <summary>The description of the API for programs, for the whole site and for each dataset, and a page for people.</summary>
internal static class OpenApiEndpoints
{
    /// <summary>Name of the site's document, as in <c>/openapi/v1.json</c>.</summary>
    public const string Document = "v1";

    public static void Add(IServiceCollection services) => services.AddOpenApi(Document, options =>
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = T.OpenApiTitle.ToString(), Version = "1", Description = T.OpenApiLede.ToString(),
                License = new OpenApiLicense { Name = "Apache-2.0" },
            };
            // The address it is read from is the address it is about.
            document.Servers = [new OpenApiServer { Url = "/" }];
            return Task.CompletedTask;
        }));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        pages.MapGet("/openapi/v1.json", SiteAsync).WithName("openapi.site").WithSummary("This API, described for programs");
        pages.MapGet("/openapi/datasets/{name}.json", DatasetAsync).WithName("openapi.dataset")
            .WithSummary("The API of one dataset, derived from its contract");
        pages.MapGet("/api", PageAsync).WithName("openapi.page");
    }

    private static async Task<IResult> SiteAsync(
        [FromKeyedServices(Document)] IOpenApiDocumentProvider documents, CancellationToken cancellation)
    {
        var document = await documents.GetOpenApiDocumentAsync(cancellation);
        var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancellation);
        return new Tagged<JsonNode>(JsonNode.Parse(text)!);
    }

    private static async Task<IResult> DatasetAsync(
        string name, HttpContext http, Sights sights, CancellationToken cancellation) =>
        await sights.FindAsync(name, http.Caller(), cancellation) is { } sight
            ? new Tagged<JsonObject>(DatasetOpenApi.Of(sight))
            : ApiProblem.Missing(ApiMissing.Dataset(name));

    private static async Task<IResult> PageAsync(
        [FromKeyedServices(Document)] IOpenApiDocumentProvider documents, Shown<OpenApiView> shown,
        CancellationToken cancellation) =>
        shown.On<OpenApiPage>(OpenApiView.Of(await documents.GetOpenApiDocumentAsync(cancellation)));
}
