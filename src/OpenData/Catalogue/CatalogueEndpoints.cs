using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.Catalogue;

/// <summary>The catalogue page, which is the page of search results as well.</summary>
internal static class CatalogueEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        pages.MapGet("/datasets", ShowAsync).WithName("catalogue");
        pages.MapGet("/search", ShowAsync).WithName("search");
    }

    private static async Task<RazorComponentResult<CataloguePage>> ShowAsync(
        HttpContext http, DatasetSearch search, Sights sights, NameBook book, Shown<CatalogueView> shown,
        Shown<Names> names, CancellationToken cancellation)
    {
        var visible = await sights.VisibleAsync(http.Caller(), cancellation);
        var request = CatalogueAddress.Read(http.Request.Query, visible);
        var results = await search.SearchAsync(request, cancellation);
        var known = await book.OpenAsync(cancellation);
        names.Set(known);
        return shown.On<CataloguePage>(new(request, results, known));
    }
}
