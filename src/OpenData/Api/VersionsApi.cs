using Phusa.OpenData.Access;
using Phusa.OpenData.DatasetPages;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>Versions: listed, compared, restored.</summary>
internal static class VersionsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/datasets/{name}/versions").RequireAuthorization(Policies.Public).WithTags("versions");
        api.MapGet("", ListAsync).WithName("api.versions").WithSummary("All versions, newest first");
        api.MapGet("/{number:long}", FindAsync).WithName("api.version").WithSummary("One version");
        api.MapGet("/{a:long}/diff/{b:long}", CompareAsync).WithName("api.diff").Produces<ChangesAnswer>()
            .WithSummary("Rows added, changed and removed by key from one version to another");
        api.MapPost("/{number:long}/restore", RestoreAsync).WithName("api.restore").Produces<VersionAnswer>(201)
            .RequireAuthorization(Policies.Steward).WithSummary("Serves the rows of an earlier version again, as a new one");
    }

    private static async Task<IResult> ListAsync(
        string name, HttpContext http, Sights sights, Versions versions, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } sight)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        var served = await versions.CurrentAsync(sight.Dataset.Id, cancellation);
        var all = await versions.ListAsync(sight.Dataset.Id, cancellation);
        return new Tagged<IReadOnlyList<VersionAnswer>>([.. all.Select(version => VersionAnswer.Of(version, served?.Number))]);
    }

    private static async Task<IResult> FindAsync(
        string name, long number, HttpContext http, Sights sights, Versions versions, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } sight)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        var served = await versions.CurrentAsync(sight.Dataset.Id, cancellation);
        return await versions.FindAsync(sight.Dataset.Id, number, cancellation) is { } version
            ? new Tagged<VersionAnswer>(VersionAnswer.Of(version, served?.Number))
            : ApiProblem.Missing(ApiMissing.Version(name, number));
    }

    private static async Task<IResult> CompareAsync(
        string name, long a, long b, int? limit, HttpContext http, Sights sights, ReadChanges changes,
        CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } sight)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        var diff = await changes.RunAsync(sight.Dataset, a, b, limit ?? 100, http.Caller(), cancellation);
        return diff is null ? ApiProblem.Missing(ApiMissing.Version(name, Math.Max(a, b)))
            : diff.Changes.Value is { } found
                ? new Tagged<ChangesAnswer>(new(a, b, found.Added, found.Changed, found.Removed, found.Rows))
                : ApiProblem.Of(diff.Changes);
    }

    private static async Task<IResult> RestoreAsync(
        string name, long number, HttpContext http, Restore restore, CancellationToken cancellation)
    {
        var done = await restore.RunAsync(name, number, http.Caller(), cancellation);
        return done.Value is { } version
            ? TypedResults.Created($"/api/v1/datasets/{name}/versions/{version.Number}", VersionAnswer.Of(version, version.Number))
            : ApiProblem.Of(done);
    }
}
