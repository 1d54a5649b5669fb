using Microsoft.AspNetCore.Http.HttpResults;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Ui;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>Rolls a dataset back to an earlier version, as a new one with the scores it had. For its own stewards.</summary>
internal sealed class Restore(Sights sights, RestoreVersion restore, QualityReports reports)
{
    public async Task<Outcome<DatasetVersion>> RunAsync(
        string name, long number, Caller caller, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, caller, cancellation) is not { } sight)
        {
            return ApiMissing.Dataset(name);
        }
        if (!caller.Has(Role.Steward, sight.Dataset.Agency))
        {
            return new Refusal(new Problem("", ProblemCodes.RowsRefused, T.RestoreNotYours(sight.Dataset.Title)));
        }
        var report = await reports.FindAsync(sight.Dataset.Id, number, cancellation);
        return await restore.RunAsync(sight.Dataset, number, caller.Name, (session, version) => report is null
            ? Task.CompletedTask
            : QualityReports.RecordAsync(
                session, report with { Version = version.Number, MeasuredAt = version.CreatedAt }, cancellation),
            cancellation);
    }
}

/// <summary>The button on the versions tab.</summary>
internal static class RestoreForm
{
    public static async Task<RedirectHttpResult> RunAsync(
        string name, long number, HttpContext http, Restore restore, IFormCollection form, CancellationToken cancellation)
    {
        _ = form;
        var done = await restore.RunAsync(name, number, http.Caller(), cancellation);
        http.Tell(done.Problems, done.Value is { } version ? T.RestoreDone(number, version.Number) : null);
        return TypedResults.LocalRedirect($"/datasets/{Uri.EscapeDataString(name)}/versions");
    }
}
