using System.Globalization;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
using Phusa.OpenData.DatasetPages;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>From a check to the rows at fault.</summary>
internal static class FaultsApi
{
    public static void Map(IEndpointRouteBuilder routes) => routes
        .MapGet("/api/v1/datasets/{name}/quality/{check}/rows", ListAsync).RequireAuthorization(Policies.Public)
        .WithTags("datasets").WithName("api.faults").Produces<FaultsAnswer>()
        .WithSummary("Served rows at fault under a check, a page at a time");

    private static async Task<IResult> ListAsync(
        string name, string check, int? page, HttpContext http, Sights sights, Versions versions, ReadFaults faults,
        CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } described)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        if (await versions.CurrentAsync(described.Dataset.Id, cancellation) is not { } version)
        {
            return ApiProblem.Missing(ApiMissing.Version(name, null));
        }
        var sight = await sights.OfAsync(described.Dataset, version.ContractVersion, http.Caller(), cancellation);
        if (!sight.Decision.Allowed)
        {
            return ProblemAnswer.With(StatusCodes.Status403Forbidden, new Problem("", ProblemCodes.RowsRefused, sight.Decision.Reason));
        }
        return await faults.RunAsync(sight, version, check, page ?? 1, cancellation) is { } found
            ? new Tagged<FaultsAnswer>(FaultsAnswer.Of(name, version.Number, found))
            : ApiProblem.Missing(new(new("check", ProblemCodes.CheckMissing, T.MissingCheck(name, check))));
    }
}

/// <param name="IsListed">
/// False where no rows can be named: a check of the whole table, or of a field that the caller does not see in full.
/// </param>
internal sealed record FaultsAnswer(
    long Version, CheckAnswer Check, bool IsListed, IReadOnlyList<FaultAnswer> Rows, int? Next)
{
    public static FaultsAnswer Of(string dataset, long version, CheckView found)
    {
        var (result, _, faults, _) = found;
        return new(
            version, CheckAnswer.Of(result), faults is not null,
            [.. (faults?.Rows ?? []).Select(row => FaultAnswer.Of(dataset, faults!, row))],
            faults is { HasMore: true } ? faults.Page + 1 : null);
    }
}

/// <param name="Why">Where to ask how the row came; null where it has no key that the caller sees.</param>
internal sealed record FaultAnswer(IReadOnlyDictionary<string, object?> Row, string? Why)
{
    public static FaultAnswer Of(string dataset, FaultPage page, FaultRow row) => new(
        page.Fields.Zip(row.Values).ToDictionary(pair => pair.First.Field.Name, pair => Plain(pair.Second)),
        row.Key is { } key ? $"/api/v1/why/datasets/{dataset}/rows/{Uri.EscapeDataString(RowKey.Text(key))}" : null);

    /// <summary>What JSON has no form for is written as in CSV.</summary>
    private static object? Plain(object? value) => value switch
    {
        null or string or bool or long or int or short or double or decimal or DateOnly or DateTime => value,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
