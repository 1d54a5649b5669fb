using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Home;
using Phusa.OpenData.Why;
using Phusa.Security.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>From a version, a row or a figure back to its source.</summary>
internal static class WhyApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/why").RequireAuthorization(Policies.Public).WithTags("why");
        api.MapGet("/datasets/{name}", VersionAsync).WithName("api.why.dataset").Produces<StationsAnswer>()
            .WithSummary("Where the served version comes from");
        api.MapGet("/datasets/{name}/versions/{number:long}", VersionAsync).WithName("api.why.version").Produces<StationsAnswer>()
            .WithSummary("Where a version comes from: agency, contract, file, load, checks, uses");
        api.MapGet("/datasets/{name}/rows/{**key}", RowAsync).WithName("api.why.row").Produces<StationsAnswer>()
            .WithSummary("Where a row comes from, to its line in the source file");
        api.MapGet("/figures/{key}", FigureAsync).WithName("api.why.figure").Produces<FigureAnswer>()
            .WithSummary("What a figure of the home page is made of");
    }

    private static async Task<IResult> VersionAsync(
        string name, long? number, HttpContext http, AskWhy why, CancellationToken cancellation) =>
        Answer(await why.VersionAsync(name, number, http.Caller(), cancellation));

    private static async Task<IResult> RowAsync(
        string name, string key, long? version, HttpContext http, AskWhy why, CancellationToken cancellation) =>
        Answer(await why.RowAsync(name, version, RowKey.Read(key), http.Caller(), cancellation));

    private static async Task<IResult> FigureAsync(
        string key, HttpContext http, ReadHome home, CancellationToken cancellation) =>
        await home.FigureAsync(key, http.Caller(), cancellation) is { } figure
            ? new Tagged<FigureAnswer>(new(figure.Key, figure.Title, figure.Value, figure.How,
                [.. figure.Parts.Select(part => new FigurePartAnswer(part.Dataset.Name, part.Version, part.Value,
                    part.Version is { } version ? $"/api/v1/why/datasets/{part.Dataset.Name}/versions/{version}" : null))]))
            : ApiProblem.Missing(new(new("key", ProblemCodes.FigureMissing, T.MissingFigure(key))));

    private static IResult Answer(Outcome<WhyAnswer> asked) => asked.Value is { } answer
        ? new Tagged<StationsAnswer>(new(answer.Sight.Dataset.Name, answer.Version, answer.Key, answer.Stations))
        : ApiProblem.Of(asked);
}
