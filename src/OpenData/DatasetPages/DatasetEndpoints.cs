using Phusa.OpenData.NotFound;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.DatasetPages;

/// <summary>The tabs of a dataset's page, each an address of its own.</summary>
internal static class DatasetEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/datasets/{name}").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        pages.MapGet("", TableAsync).WithName("dataset");
        pages.MapGet("fields", (string name, DatasetTab tab, CancellationToken cancellation) =>
            tab.ShowAsync<FieldsPage>(name, "fields", cancellation)).WithName("dataset.fields");
        pages.MapGet("api", (string name, DatasetTab tab, CancellationToken cancellation) =>
            tab.ShowAsync<ApiPage>(name, "api", cancellation)).WithName("dataset.api");
        pages.MapGet("quality", QualityAsync).WithName("dataset.quality");
        pages.MapGet("quality/{check}", CheckAsync).WithName("dataset.check");
        pages.MapGet("profile", ProfileAsync).WithName("dataset.profile");
        pages.MapGet("versions", VersionsAsync).WithName("dataset.versions");
        pages.MapGet("versions/{a:long}/diff/{b:long}", DiffAsync).WithName("dataset.diff");
        pages.MapGet("rows/{**key}", RowAsync).WithName("dataset.row");
        pages.MapPost("versions/{number:long}/restore", RestoreForm.RunAsync).RequireAuthorization(Policies.Steward)
            .WithName("dataset.restore");
    }

    private static async Task<IResult> TableAsync(
        string name, HttpContext http, DatasetTab tab, ReadTable table, Shown<TableView> shown, CancellationToken cancellation)
    {
        if (TableAddress.OfForm(http.Request) is { } address)
        {
            return TypedResults.LocalRedirect(address);
        }
        return await tab.ShowAsync<TablePage>(name, "table", cancellation,
            async view => shown.Set(await table.RunAsync(view, http, cancellation)));
    }

    private static Task<IResult> QualityAsync(
        string name, DatasetTab tab, QualityReports reports, Shown<QualityView> shown, CancellationToken cancellation) =>
        tab.ShowAsync<QualityPage>(name, "quality", cancellation, async view => shown.Set(new(
            view.Version is null ? null : await reports.FindAsync(view.Dataset.Id, view.Version.Number, cancellation),
            await reports.HistoryAsync(view.Dataset.Id, cancellation))));

    private static Task<IResult> CheckAsync(
        string name, string check, int? page, DatasetTab tab, ReadFaults faults, Shown<CheckView> shown,
        CancellationToken cancellation) =>
        tab.ShowAsync<CheckPage>(name, "quality", cancellation, async view =>
            await faults.RunAsync(view.Sight, view.Version, check, page ?? 1, cancellation) is { } found
                ? shown.Set(found) : null);

    private static Task<IResult> ProfileAsync(
        string name, DatasetTab tab, Profiles profiles, CodeLabels labels, Shown<ProfileView> shown, CancellationToken cancellation) =>
        tab.ShowAsync<ProfilePage>(name, "profile", cancellation, async view => shown.Set(new(
            view.Version is null || !view.Sight.Decision.Allowed || view.Sight.Decision.RowAgencyFilter is not null
                ? null : await profiles.FindAsync(view.Dataset.Id, view.Version.Number, cancellation),
            await labels.OfAsync(view.Contract, cancellation))));

    private static Task<IResult> VersionsAsync(
        string name, DatasetTab tab, Versions versions, Shown<VersionsView> shown, CancellationToken cancellation) =>
        tab.ShowAsync<VersionsPage>(name, "versions", cancellation, async view =>
            shown.Set(new(await versions.ListAsync(view.Dataset.Id, cancellation))));

    private static Task<IResult> DiffAsync(
        string name, long a, long b, DatasetTab tab, ReadChanges changes, Shown<DiffView> shown, HttpContext http,
        CancellationToken cancellation) =>
        tab.ShowAsync<DiffPage>(name, "versions", cancellation, async view =>
            await changes.RunAsync(view.Dataset, a, b, 200, http.Caller(), cancellation) is { } diff ? shown.Set(diff) : null);

    private static Task<IResult> RowAsync(
        string name, string key, DatasetTab tab, ReadRow row, Shown<RowView> shown, HttpContext http,
        CancellationToken cancellation) =>
        tab.ShowAsync<RowPage>(name, "table", cancellation, async view =>
            await row.RunAsync(view, key, http.Caller(), cancellation) is { } found ? shown.Set(found) : null);
}

/// <summary>Shows one tab of a dataset's page, or the page that says there is no such thing.</summary>
internal sealed class DatasetTab(
    IHttpContextAccessor accessor, ReadDataset datasets, Shown<DatasetView> shown, MissingPage missing)
{
    /// <param name="content">Reads what the tab itself shows; null when there is nothing of that name.</param>
    public async Task<IResult> ShowAsync<TPage>(
        string name, string tab, CancellationToken cancellation, Func<DatasetView, Task<object?>>? content = null)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        var http = accessor.HttpContext!;
        var number = long.TryParse(http.Request.Query["version"], out var asked) ? asked : (long?)null;
        var view = await datasets.RunAsync(name, tab, http.Caller(), number, cancellation);
        return view.Value is { } known && (content is null || await content(known) is not null)
            ? shown.On<TPage>(known)
            : await missing.ShowAsync(name, cancellation);
    }
}
