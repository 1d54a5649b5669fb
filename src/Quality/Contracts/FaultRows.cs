using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Checks;
using Phusa.Security.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;
using static Phusa.Quality.Checks.SqlValue;

namespace Phusa.Quality.Contracts;

/// <summary>
/// Finds the rows of a version that are at fault under a check. Rows that were rejected are no part of a version; they
/// are in the quarantine of their load.
/// </summary>
public sealed class FaultRows(Lake lake, Relations relations, PersonalReads reads, Masks masks) : IDisposable
{
    /// <summary>Rows shown at once.</summary>
    public const int Size = 50;

    /// <summary>Running a check again reads the whole version; however many ask, two do so at a time.</summary>
    private readonly SemaphoreSlim running = new(2);

    /// <summary>
    /// Null where no single rows can be named: the check is one of the whole table, the caller may read no rows, or
    /// the check looks at a field that the caller does not see in full, of which being at fault would tell something.
    /// </summary>
    /// <param name="contract">The version's own.</param>
    /// <param name="page">From 1.</param>
    public async Task<FaultPage?> FindAsync(
        DatasetVersion version, DataContract contract, string check, int page, AccessRequest request,
        AccessDecision decision, CancellationToken cancellation)
    {
        if (!decision.Allowed || version.Files.Count == 0)
        {
            return null;
        }
        var known = await relations.OfAsync(version.DatasetId, CheckPlan.Needs(contract), cancellation);
        var found = await RunAsync(
            () => Read(contract, version, known, check, Math.Max(page, 1), decision, cancellation), cancellation);
        if (found is { Rows.Count: > 0 })
        {
            await reads.RecordAsync(
                request, decision, version.Number.ToString(CultureInfo.InvariantCulture), found.Rows.Count,
                $"check {check}", cancellation);
        }
        return found;
    }

    public void Dispose() => running.Dispose();

    private async Task<FaultPage?> RunAsync(Func<FaultPage?> read, CancellationToken cancellation)
    {
        await running.WaitAsync(cancellation);
        try
        {
            return await Task.Factory.StartNew(
                read, cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            running.Release();
        }
    }

    private FaultPage? Read(
        DataContract contract, DatasetVersion version, IReadOnlyDictionary<string, Relation> known, string check,
        int page, AccessDecision decision, CancellationToken cancellation)
    {
        using var database = DuckDatabase.Open(null, new Dictionary<string, string> { ["memory_limit"] = "500MB" });
        using var connection = database.Connect();
        using var interrupt = connection.Use(cancellation);
        var source = $"(select *, row_number() over () - 1 as row from {new Merge(lake, connection, contract).Projection(version.Files)})";
        var found = FailingRows.Of(MeasureVersion.PlanOf(connection, contract, known), contract, check, source);
        if (found is null && check == RecordCheck.Check.Name)
        {
            // A line that is no record is never served; it is in the quarantine of its load.
            return new([], [], page, HasMore: false);
        }
        if (found is not { } failing || contract.Fields.Any(field => !IsFull(field) && failing.LooksAt(field)))
        {
            return null;
        }
        var shown = contract.Fields.Where(field => decision.Fields[field.Name].Visibility != Visibility.Hidden).ToList();
        var key = contract.Key.Count > 0 && contract.Key.All(IsFull) ? contract.Key : [];
        // A value that SQL gives as it is may be of a type that only texts can show, such as a geometry.
        var columns = key.Select(field => $"{Column(field.Name)}::varchar")
            .Concat(shown.Select(field => Seen(field, decision.Fields[field.Name])));
        var where = decision.RowAgencyFilter is { } filter
            ? $" where {Column(filter.Field)} in ({List(filter.Agencies)})" : "";
        var needsKey = shown.Any(field => decision.Fields[field.Name].Mask == MaskKind.Hash);
        using var result = connection.Query(string.Create(CultureInfo.InvariantCulture,
            $"select {string.Join(", ", columns)} from ({failing.Sql}){where} order by row limit {Size + 1} offset {(page - 1L) * Size}"),
            needsKey ? [masks.Key] : []);
        var rows = result.Rows().Select(row => new FaultRow(
            [.. row.Skip(key.Count)], key.Count == 0 ? null : [.. row.Take(key.Count).Select(part => (string?)part ?? "")])).ToList();
        return new(
            [.. shown.Select(field => new FaultField(field, !IsFull(field), failing.Check.Fields.Contains(field.Name)))],
            [.. rows.Take(Size)], page, rows.Count > Size);

        bool IsFull(Field field) => decision.Fields[field.Name].Visibility == Visibility.Full;
    }

    private static string Seen(Field field, FieldAccess access) =>
        access.Mask is { } mask ? Masks.Sql(mask, Column(field.Name), "$1::varchar")
        : field.Type is FieldType.Geometry or FieldType.Json ? $"{Column(field.Name)}::varchar" : Column(field.Name);
}
