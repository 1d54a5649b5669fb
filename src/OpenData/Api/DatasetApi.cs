using System.Text.Json.Nodes;
using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.OpenData.Access;
using Phusa.OpenData.Catalogue;
using Phusa.OpenData.DatasetPages;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;

namespace Phusa.OpenData.Api;

/// <summary>What describes a dataset: for whoever may know of it.</summary>
internal static class DatasetApi
{
    private static readonly string[] Parts = ["contract", "template", "dcat", "fields", "rows", "download", "versions", "quality", "profile"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/v1/datasets/{name}").RequireAuthorization(Policies.Public).WithTags("datasets");
        api.MapGet("", DescribeAsync).WithName("api.dataset").WithSummary("A dataset: owner, scores, what you may read");
        api.MapGet("/contract", ContractAsync).WithName("api.contract")
            .WithSummary("Its data contract; format: yaml, json, table-schema (Frictionless), row-schema (JSON Schema), sql");
        api.MapGet("/template", TemplateAsync).WithName("api.template")
            .WithSummary("A workbook to fill in with rows and bring back");
        api.MapGet("/fields", FieldsAsync).WithName("api.fields").WithSummary("Its fields and how you see them");
        api.MapGet("/quality", QualityAsync).WithName("api.quality").WithSummary("Its scores and every check");
        api.MapGet("/profile", ProfileAsync).WithName("api.profile").WithSummary("What its values look like");
        routes.MapGet("/datasets/{name}.json", DescribeAsync).RequireAuthorization(Policies.Public).ExcludeFromDescription();
    }

    private static async Task<IResult> DescribeAsync(
        string name, HttpContext http, Sights sights, NameBook names, ScoresNow scores, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } sight)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        var (dataset, contract) = (sight.Dataset, sight.Contract);
        var now = await scores.NowAsync(dataset, cancellation);
        var standing = now.Version is null ? DatasetStanding.Empty
            : new(now.Version.Number, now.Version.Rows, now.Version.CreatedAt, now.Scores.Total);
        var root = $"/api/v1/datasets/{dataset.Name}";
        return new Tagged<DescriptionAnswer>(new(
            DatasetAnswer.Of(dataset, standing, await names.OpenAsync(cancellation)), contract.Version.ToString(),
            contract.Usage, contract.Limitations, [.. contract.LegalBasis.Select(basis => basis.ToString())],
            contract.Frequency?.ToString(), [.. contract.Key.Select(field => field.Name)],
            now.Version is null ? null : now.Scores, AccessAnswer.Of(sight),
            Parts.ToDictionary(part => part, part => $"{root}/{part}")));
    }

    private static async Task<IResult> ContractAsync(
        string name, string? format, string? version, HttpContext http, Sights sights, Datasets datasets,
        CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } sight)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        var wanted = version ?? sight.Dataset.ContractVersion;
        if (await datasets.YamlAsync(sight.Dataset.Id, wanted, cancellation) is not { } yaml)
        {
            return ApiProblem.Missing(new(new("version", ProblemCodes.ContractMissing, T.MissingContract(name, wanted))));
        }
        var isJson = format is null && http.Request.Headers.Accept.ToString().StartsWith(
            "application/json", StringComparison.Ordinal);
        var contract = await datasets.ContractAsync(sight.Dataset.Id, wanted, cancellation);
        return (isJson ? "json" : format) switch
        {
            "json" => new Tagged<JsonNode>(ContractAsJson.Write(contract)),
            "table-schema" => TypedResults.Text(ContractExport.ToTableSchema(contract), "application/json; charset=utf-8"),
            "row-schema" => TypedResults.Text(ContractExport.ToRowSchema(contract), "application/schema+json; charset=utf-8"),
            "sql" => TypedResults.Text(ContractExport.ToSql(contract, SqlEngine.PostgreSql), "application/sql; charset=utf-8"),
            _ => TypedResults.Text(yaml, "application/yaml; charset=utf-8"),
        };
    }

    /// <summary>For whoever may know of the dataset: what is asked of its rows is no secret.</summary>
    private static async Task<IResult> TemplateAsync(
        string name, HttpContext http, Sights sights, CodeLabels labels, CancellationToken cancellation) =>
        await sights.FindAsync(name, http.Caller(), cancellation) is { } sight
            ? TypedResults.File(
                EntryTemplate.Write(sight.Contract, await labels.ChoicesAsync(sight.Contract, cancellation)),
                EntryTemplate.MediaType, $"{sight.Dataset.Name}-{T.TemplateFileName}.xlsx")
            : ApiProblem.Missing(ApiMissing.Dataset(name));

    private static async Task<IResult> FieldsAsync(
        string name, HttpContext http, Sights sights, CancellationToken cancellation) =>
        await sights.FindAsync(name, http.Caller(), cancellation) is { } sight
            ? new Tagged<IReadOnlyList<FieldAnswer>>(
                [.. sight.Contract.Fields.Select(field => FieldAnswer.Of(field, sight))])
            : ApiProblem.Missing(ApiMissing.Dataset(name));

    private static async Task<IResult> QualityAsync(
        string name, HttpContext http, Sights sights, ScoresNow scores, QualityReports reports, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } sight)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        var now = await scores.NowAsync(sight.Dataset, cancellation);
        var report = now.Version is null ? null
            : await reports.FindAsync(sight.Dataset.Id, now.Version.Number, cancellation);
        var history = await reports.HistoryAsync(sight.Dataset.Id, cancellation);
        return new Tagged<QualityAnswer>(new(
            now.Version?.Number, now.Scores, now.Sharing, [.. (report?.Results ?? []).Select(CheckAnswer.Of)],
            [.. history.Select(one => new HistoryAnswer(one.Version, one.Scores, one.MeasuredAt))]));
    }

    /// <summary>Values of single rows stand in a profile, so it takes the right to read rows, and not about persons.</summary>
    private static async Task<IResult> ProfileAsync(
        string name, HttpContext http, Sights sights, Versions versions, Profiles profiles, CancellationToken cancellation)
    {
        if (await sights.FindAsync(name, http.Caller(), cancellation) is not { } sight)
        {
            return ApiProblem.Missing(ApiMissing.Dataset(name));
        }
        if (!sight.Decision.Allowed || sight.Decision.RowAgencyFilter is not null)
        {
            return ProblemAnswer.With(StatusCodes.Status403Forbidden, new Problem(
                "", ProblemCodes.RowsRefused, sight.Decision.Reason));
        }
        var version = await versions.CurrentAsync(sight.Dataset.Id, cancellation);
        var profile = version is null ? null : await profiles.FindAsync(sight.Dataset.Id, version.Number, cancellation);
        return profile is null
            ? ApiProblem.Missing(new(new("", ProblemCodes.ProfileMissing, T.MissingProfile(name))))
            : new Tagged<Profile>(profile with
            {
                Columns = [.. profile.Columns.Where(column => sight.Contract.FindField(column.Name) is { } field
                    && sight.Visibility(field) == Visibility.Full && field.PersonalData == PersonalData.None)],
            });
    }
}
