using Phusa.Catalog.Contracts;
using Phusa.Kernel.Outcomes;
using Phusa.Security.Contracts;
using Phusa.Ui;

namespace Phusa.Intake.Sources;

/// <summary>What stands in the form of a source, as it is kept or as it was sent.</summary>
/// <param name="When">One of <see cref="Presets"/>, empty for by hand, or <see cref="Own"/>.</param>
internal sealed record SourceForm(
    string Dataset, string Name, SourceKind Kind, string Location, string Table, string Query, string When, string Schedule)
{
    public const string Own = "own";

    /// <summary>Schedules that most sources want.</summary>
    public static readonly IReadOnlyList<string> Presets =
        ["0 * * * *", "0 6 * * *", "0 6 * * 1-5", "0 6 * * 1", "0 6 1 * *"];

    public static SourceForm Empty(string dataset, SourceKind kind) => new(dataset, "", kind, "", "", "", "0 6 * * *", "");

    public static SourceForm Of(SourceFound found) => new(
        found.Dataset.Name, found.Source.Name, found.Source.Settings.Kind, SourceWords.Location(found.Source.Settings),
        found.Source.Settings.Table ?? "", found.Source.Settings.Query ?? "",
        found.Source.Cron is not { } cron ? "" : Presets.Contains(cron) ? cron : Own,
        found.Source.Cron is { } own && !Presets.Contains(own) ? own : "");

    public static SourceForm Of(IFormCollection form) => new(
        form["dataset"].ToString(), form["name"].ToString().Trim(),
        Enum.TryParse<SourceKind>(form["kind"], ignoreCase: true, out var kind) ? kind : SourceKind.Url, form["location"].ToString().Trim(),
        form["table"].ToString().Trim(), form["query"].ToString().Trim(), form["when"].ToString(), form["schedule"].ToString().Trim());

    public SourceDeclaration Settings() => new()
    {
        Kind = Kind, Name = Name, Location = Location, Table = Given(Table), Query = Given(Query),
        Schedule = When == Own ? Schedule : Given(When),
    };

    private static string? Given(string text) => text.Length == 0 ? null : text;
}

/// <summary>The page of one source, or of one that is to be added.</summary>
/// <param name="Found">Null for a new one.</param>
/// <param name="Datasets">Those that it may be for.</param>
/// <param name="Problems">Why what was sent was not kept.</param>
internal sealed record SourceView(
    SourceFound? Found, SourceForm Form, IReadOnlyList<Dataset> Datasets,
    IReadOnlyList<RunFound> Runs, IReadOnlyList<Problem> Problems, bool MayNameAll)
{
    /// <summary>What is wrong with one field of the form.</summary>
    public Words Error(string field) =>
        string.Join(' ', Problems.Where(problem => problem.Field == field).Select(problem => problem.Message.ToString()).Distinct());
}

/// <summary>The caller's sources.</summary>
internal sealed record SourceListView(IReadOnlyList<SourceFound> Sources, bool HasDatasets);

/// <summary>Gathers the pages of sources.</summary>
internal sealed class SourcePages(SourceDesk desk)
{
    public async Task<SourceListView> ListAsync(Caller caller, CancellationToken cancellation) => new(
        await desk.ListAsync(caller, cancellation), (await desk.DatasetsAsync(caller, cancellation)).Count > 0);

    public async Task<SourceView> NewAsync(
        Caller caller, SourceForm form, IReadOnlyList<Problem> problems, CancellationToken cancellation) => new(
        null, form, await desk.DatasetsAsync(caller, cancellation), [], problems, caller.Has(Role.DataOffice));

    public async Task<SourceView> OfAsync(
        Caller caller, SourceFound found, SourceForm form, IReadOnlyList<Problem> problems, CancellationToken cancellation) => new(
        found, form, [found.Dataset], await desk.RunsAsync(found.Source, cancellation), problems, caller.Has(Role.DataOffice));
}
