using System.Globalization;
using Phusa.Intake.Contracts;
using Phusa.Intake.Loads;
using Phusa.Intake.Staging;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Rejects;

/// <summary>
/// Writes the file as it would be with what was put right in it: sound rows as they were understood, rejected ones as
/// they were written, in the source's order.
/// </summary>
internal sealed class MendedFile(Lake lake, Load load, RejectFile rejects, IReadOnlyDictionary<long, IReadOnlyDictionary<int, string>> mends)
{
    /// <summary>Only the rows that were put right, to join those that are served already.</summary>
    public Task WriteMendedAsync(StreamWriter writer) => WriteAsync(writer, rejects.Read(mends.Keys.ToHashSet()), []);

    /// <summary>Every row, to take the place of a load that was not committed.</summary>
    public async Task WriteWholeAsync(StreamWriter writer)
    {
        using var database = DuckDatabase.Open(null, new Dictionary<string, string> { ["memory_limit"] = "512MB" });
        using var connection = database.Connect();
        var columns = string.Join(", ", rejects.Understanding.Columns.Select(column => column.Field is { } field
            ? $"{DuckSql.Identifier(field)}::varchar" : "null::varchar"));
        using var sound = load.AcceptedFile is not { } file ? null : connection.Query(
            $"select {StageSql.Row}, {columns} from read_parquet({DuckSql.Literal(lake.PathOf(file))}) order by 1");
        await WriteAsync(writer, rejects.Read(0, long.MaxValue), sound?.Rows() ?? []);
    }

    /// <summary>Both come in the order of their numbers, and are woven together by them.</summary>
    private async Task WriteAsync(StreamWriter writer, IEnumerable<Reject> rejected, IEnumerable<object?[]> sound)
    {
        await QuarantineCsv.LineAsync(writer, [.. rejects.Headers, Quarantine.Remarks[0]]);
        using var faulty = rejected.GetEnumerator();
        var more = faulty.MoveNext();
        foreach (var row in sound)
        {
            for (; more && faulty.Current.Number < (long)row[0]!; more = faulty.MoveNext())
            {
                await QuarantineCsv.LineAsync(writer, Mended(faulty.Current));
            }
            await QuarantineCsv.LineAsync(writer, [.. row.Skip(1).Select((cell, at) => rejects.AsWritten((string?)cell, at)), Line((long)row[0]!)]);
        }
        for (; more; more = faulty.MoveNext())
        {
            await QuarantineCsv.LineAsync(writer, Mended(faulty.Current));
        }
    }

    private IEnumerable<string?> Mended(Reject reject) =>
    [
        .. Enumerable.Range(0, rejects.Headers.Count).Select(at =>
            mends.TryGetValue(reject.Number, out var cells) && cells.TryGetValue(at, out var value)
                ? value : reject.Cells.ElementAtOrDefault(at)),
        Line(reject.Number),
    ];

    private string Line(long number) => rejects.LineOf(number).ToString(CultureInfo.InvariantCulture);

    /// <summary>The same columns and ways of writing as the first time, so that nothing is understood anew.</summary>
    public ReadingChoices Choices() => new(
        "UTF-8", ',', null,
        rejects.Understanding.Columns.DistinctBy(column => column.Header)
            .ToDictionary(column => column.Header, column => column.Field ?? ""),
        rejects.Understanding.Columns.DistinctBy(column => column.Header)
            .ToDictionary(column => column.Header, column => column.Numbers),
        HeaderLine: 1);
}
