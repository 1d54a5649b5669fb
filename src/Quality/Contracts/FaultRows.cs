using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Scoring;

/// <summary>Finds the served rows at fault. Rows that were rejected are in the quarantine of their load.</summary>
internal sealed class FaultRows(Lake lake, Relations relations, PersonalReads reads, Masks masks)
{
    /// <summary>Rows shown at once.</summary>
    public const int Most = 50;

    /// <summary>Null for a check of the table as a whole, or where the caller may read no rows.</summary>
    public async Task<FaultPage?> FindAsync(
        DatasetScores scores, string check, AccessRequest request, AccessDecision decision, CancellationToken cancellation)
    {
        if (!decision.Allowed || scores.Version is not { Files.Count: > 0 } version)
        {
            return null;
        }
        var known = await relations.OfAsync(version.DatasetId, CheckPlan.Needs(scores.Contract), cancellation);
        var page = await Task.Factory.StartNew(
            () => Read(scores.Contract, version, known, check, decision, cancellation), cancellation,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (page is { Rows.Count: > 0 } && decision.MustRecord)
        {
            await reads.RecordAsync(request, decision, version.Number.ToString(CultureInfo.InvariantCulture), page.Rows.Count,
                $"check {check}", cancellation);
        }
        return page;
    }

    private FaultPage? Read(
        DataContract contract, DatasetVersion version, IReadOnlyDictionary<string, Relation> known, string check,
        AccessDecision decision, CancellationToken cancellation)
    {
        using var database = DuckDatabase.Open(null, new Dictionary<string, string> { ["memory_limit"] = "500MB" });
        using var connection = database.Connect();
        using var interrupt = connection.Use(cancellation);
        var source = $"(select *, row_number() over () - 1 as row from {new Merge(lake, connection, contract).Projection(version.Files)})";
        if (Failing(MeasureVersion.PlanOf(connection, contract, known), contract, check, source) is not { } failing)
        {
            return null;
        }
        var shown = contract.Fields.Where(field => decision.Fields[field.Name].Visibility != Visibility.Hidden).ToList();
        var where = decision.RowAgencyFilter is { } filter
            ? $" where {Column(filter.Field)} in ({List(filter.Agencies)})" : "";
        var values = string.Join(", ", shown.Select(field => Seen(field, decision.Fields[field.Name])).Prepend("null"));
        var needsKey = shown.Any(field => decision.Fields[field.Name].Mask == MaskKind.Hash);
        using var result = connection.Query(
            $"select {values} from ({failing}){where} limit {Most}", needsKey ? [masks.Key] : []);
        return new(shown, [.. result.Rows().Select(row => new FaultRow([.. row.Skip(1).Select(value =>
            Convert.ToString(value, CultureInfo.InvariantCulture))]))]);
    }

    private static string Seen(Field field, FieldAccess access) => access.Mask is { } mask
        ? Masks.Sql(mask, Column(field.Name), "$1::varchar") : $"{Column(field.Name)}::varchar";

    private static string? Failing(CheckPlan plan, DataContract contract, string check, string source)
    {
        if (plan.Rows.FirstOrDefault(row => row.Check.Name == check) is { } row)
        {
            var written = string.Concat(contract.Fields.Select(field => $", {Column(field.Name)}::varchar as {Written(field.Name)}"));
            return $"select * from (select *{written} from {source}) where {row.Failing}";
        }
        return plan.Sets.FirstOrDefault(set => set.Check.Name == check) is { } found
            ? $"select s.* from {source} s semi join ({CheckProof.Over(found.Failing, source)}) f on s.row = f.row" : null;
    }
}
