using Phusa.OpenData.Catalogue;
using Phusa.OpenData.Home;
using Phusa.OpenData.NotFound;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.Why;

/// <summary>The pages that answer "why?".</summary>
internal static class WhyEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/why").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        pages.MapGet("datasets/{name}/versions/{number:long}", VersionAsync).WithName("why.version");
        pages.MapGet("datasets/{name}/rows/{**key}", RowAsync).WithName("why.row");
        pages.MapGet("figures/{key}", FigureAsync).WithName("why.figure");
    }

    private static async Task<IResult> VersionAsync(
        string name, long number, HttpContext http, AskWhy why, WhyPages pages, CancellationToken cancellation) =>
        await pages.ShowAsync(await why.VersionAsync(name, number, http.Caller(), cancellation), name, cancellation);

    private static async Task<IResult> RowAsync(
        string name, string key, HttpContext http, AskWhy why, WhyPages pages, CancellationToken cancellation) =>
        await pages.ShowAsync(
            await why.RowAsync(name, null, RowKey.Read(key), http.Caller(), cancellation), name, cancellation);

    private static async Task<IResult> FigureAsync(
        string key, HttpContext http, ReadHome home, NameBook book, Shown<Figure> shown, Shown<Names> names,
        MissingPage missing, CancellationToken cancellation)
    {
        if (await home.FigureAsync(key, http.Caller(), cancellation) is not { } figure)
        {
            return await missing.ShowAsync(key, cancellation);
        }
        names.Set(await book.OpenAsync(cancellation));
        return shown.On<WhyFigurePage>(figure);
    }
}

internal sealed class WhyPages(Shown<WhyAnswer> shown, Shown<Names> names, NameBook book, MissingPage missing)
{
    public async Task<IResult> ShowAsync(
        Kernel.Outcomes.Outcome<WhyAnswer> answer, string name, CancellationToken cancellation)
    {
        if (answer.Value is not { } found)
        {
            return await missing.ShowAsync(name, cancellation);
        }
        names.Set(await book.OpenAsync(cancellation));
        return shown.On<WhyPage>(found);
    }
}
