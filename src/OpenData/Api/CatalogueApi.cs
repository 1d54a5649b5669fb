using Phusa.Catalog.Contracts;
using Phusa.OpenData.Access;
using Phusa.OpenData.AgencyPages;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.GlossaryPages;
using Phusa.OpenData.ListPages;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.OpenData.Api;

/// <summary>Finding datasets; the same handlers serve the JSON twins of the pages.</summary>
internal static class CatalogueApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1").RequireAuthorization(Policies.Public).WithTags("catalogue");
        api.MapGet("/datasets", FindAsync).WithName("api.datasets").WithSummary("Datasets, by words and facets");
        api.MapGet("/search", FindAsync).WithName("api.search").WithSummary("The same, by the name people look for");
        api.MapGet("/agencies", AgenciesAsync).WithName("api.agencies").WithSummary("Agencies that have data, with their scores");
        api.MapGet("/glossary", TermsAsync).WithName("api.glossary").WithSummary("Terms of the glossary");
        api.MapGet("/lists", ListsAsync).WithName("api.lists").WithSummary("Lists of datasets issued by decision");
        var twins = routes.MapGroup("").RequireAuthorization(Policies.Public).ExcludeFromDescription();
        twins.MapGet("/datasets.json", FindAsync);
        twins.MapGet("/search.json", FindAsync);
        twins.MapGet("/agencies.json", AgenciesAsync);
        twins.MapGet("/glossary.json", TermsAsync);
        twins.MapGet("/lists.json", ListsAsync);
    }

    private static async Task<Tagged<CatalogueAnswer>> FindAsync(
        HttpContext http, DatasetSearch search, Sights sights, NameBook book, CancellationToken cancellation)
    {
        var request = CatalogueAddress.Read(http.Request.Query, await sights.VisibleAsync(http.Caller(), cancellation));
        var results = await search.SearchAsync(request, cancellation);
        var names = await book.OpenAsync(cancellation);
        var hasNext = (long)request.Page * request.Size < results.Total;
        var (next, previous) = (
            hasNext ? PageLink.With(http, "page", $"{request.Page + 1}") : null,
            request.Page > 1 ? PageLink.With(http, "page", $"{request.Page - 1}") : null);
        http.Response.Headers.Append("Link", Links(next, previous));
        return new(new(
            results.Total, request.Page, request.Size, results.IsLoose,
            [.. results.Hits.Select(hit => DatasetAnswer.Of(hit.Dataset, hit.Standing, names))], results.Facets, next, previous));
    }

    private static async Task<Tagged<IReadOnlyList<AgencyAnswer>>> AgenciesAsync(
        HttpContext http, ReadAgencies agencies, CancellationToken cancellation) =>
        new([.. (await agencies.ListAsync(http.Caller(), cancellation)).Select(AgencyAnswer.Of)]);

    private static async Task<Tagged<IReadOnlyList<Term>>> TermsAsync(
        string? q, Terms terms, CancellationToken cancellation) =>
        new(await GlossaryEndpoints.FindAsync(q, terms, cancellation));

    private static async Task<Tagged<IReadOnlyList<ListAnswer>>> ListsAsync(
        HttpContext http, ReadLists lists, CancellationToken cancellation) =>
        new([.. (await lists.RunAsync(http.Caller(), cancellation)).Select(ListAnswer.Of)]);

    private static string[] Links(string? next, string? previous) =>
        [.. new[] { (next, "next"), (previous, "prev") }.Where(link => link.Item1 is not null)
            .Select(link => $"<{link.Item1}>; rel=\"{link.Item2}\"")];
}

internal sealed record AgencyAnswer(string Code, Kernel.Texts.Text Name, long Datasets, long Rows, Scores Scores, string Page)
{
    public static AgencyAnswer Of(AgencyEntry entry) => new(
        entry.Agency.Code, Kernel.Texts.Text.Pair(entry.Agency.NameVi, entry.Agency.NameEn), entry.Datasets, entry.Rows,
        entry.Scores, $"/agencies/{Uri.EscapeDataString(entry.Agency.Code)}");
}

internal sealed record ListAnswer(
    DatasetListKind Kind, Kernel.Texts.Text Title, string DecisionNumber, DateOnly DecisionDate, string IssuedBy,
    bool IsIllustrative, IReadOnlyList<ListEntryAnswer> Entries)
{
    public static ListAnswer Of(IssuedList issued) => new(
        issued.List.Kind, issued.List.Title, issued.List.DecisionNumber, issued.List.DecisionDate, issued.List.IssuedBy,
        issued.List.IsIllustrative,
        [.. issued.Entries.Select(entry => new ListEntryAnswer(
            entry.Entry.Dataset, entry.Dataset?.Title, entry.Entry.DueOn, entry.IsServed, entry.IsLate))]);
}

internal sealed record ListEntryAnswer(
    string Dataset, Kernel.Texts.Text? Title, DateOnly? DueOn, bool IsServed, bool IsLate);
