using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.OpenData.Catalogue;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.Home;

internal static class HomeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/", ShowAsync).RequireAuthorization(Policies.Public).ExcludeFromDescription().WithName("home");

    private static async Task<RazorComponentResult<HomePage>> ShowAsync(
        HttpContext http, ReadHome home, Shown<HomeView> shown, Shown<Names> names, CancellationToken cancellation)
    {
        var view = await home.RunAsync(http.Caller(), cancellation);
        names.Set(view.Names);
        return shown.On<HomePage>(view);
    }
}
