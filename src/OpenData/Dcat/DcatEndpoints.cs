using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.OpenData.Api;
using Phusa.OpenData.Catalogue;
using Phusa.Security.Contracts;
using Phusa.Ui;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Dcat;

/// <summary>The catalogue in DCAT-AP 3 as JSON-LD, for other portals that gather what there is.</summary>
internal static class DcatEndpoints
{
    public const string MediaType = "application/ld+json";

    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization(Policies.Public).WithTags("catalogue");
        api.MapGet("/catalogue/dcat", CatalogueAsync).WithName("api.dcat")
            .WithSummary("The catalogue in DCAT-AP as JSON-LD, 100 datasets a page");
        api.MapGet("/datasets/{name}/dcat", DatasetAsync).WithName("api.dataset.dcat")
            .WithSummary("A dataset in DCAT-AP as JSON-LD");
        var twins = routes.MapGroup("").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        twins.MapGet("/datasets.jsonld", CatalogueAsync);
        twins.MapGet("/datasets/{name}.jsonld", DatasetAsync);
    }

    private static async Task<Tagged<JsonObject>> CatalogueAsync(
        HttpContext http, int? page, Datasets datasets, Sights sights, Versions versions, NameBook book, Site site,
        CancellationToken cancellation)
    {
        var visible = await sights.VisibleAsync(http.Caller(), cancellation);
        var all = (await datasets.ListAsync(cancellation)).Where(visible).ToList();
        var number = Math.Max(1, page ?? 1);
        var (origin, names) = (Origin(http), await book.OpenAsync(cancellation));
        var nodes = new List<JsonObject>();
        foreach (var dataset in all.Skip((number - 1) * PageSize).Take(PageSize))
        {
            var sight = await sights.OfAsync(dataset, dataset.ContractVersion, http.Caller(), cancellation);
            nodes.Add(new DatasetNode(origin, names).Of(sight, await versions.CurrentAsync(dataset.Id, cancellation)));
        }
        return Answer(
            CatalogueNode.Of(origin, names, site, nodes),
            CatalogueNode.Page($"{origin}{http.Request.Path}", number, PageSize, all.Count));
    }

    private static async Task<IResult> DatasetAsync(
        string name, HttpContext http, Sights sights, Versions versions, NameBook book, CancellationToken cancellation) =>
        await sights.FindAsync(name, http.Caller(), cancellation) is { } sight
            ? Answer(new DatasetNode(Origin(http), await book.OpenAsync(cancellation))
                .Of(sight, await versions.CurrentAsync(sight.Dataset.Id, cancellation)))
            : ApiProblem.Missing(ApiMissing.Dataset(name));

    private static Tagged<JsonObject> Answer(params JsonObject[] nodes) => new(
        new() { ["@context"] = DcatContext.Of(), ["@graph"] = new JsonArray([.. nodes]) }, MediaType);

    private static string Origin(HttpContext http) => $"{http.Request.Scheme}://{http.Request.Host}";
}
