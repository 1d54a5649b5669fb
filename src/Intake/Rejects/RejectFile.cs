using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Intake.Contracts;
using Phusa.Intake.Reading;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Intake.Rejects;

/// <summary>
/// The rejects of one load, read back from the lake in the order of the source, a few or all of them. Fault bits and
/// set numbers are positions among the checks that the load was measured by.
/// </summary>
internal sealed class RejectFile(
    Lake lake, Load load, DataContract contract, Understanding understanding, int rowChecks, Suggest? suggest)
{
    private const int BitsPerColumn = 62;

    public DataContract Contract => contract;

    public Understanding Understanding => understanding;

    public IReadOnlyList<string> Headers => [.. understanding.Columns.Select(column => column.Header)];

    /// <summary>Rows in the source's order; blocking, so not for a request's own thread when there may be many.</summary>
    public IEnumerable<Reject> Read(long skip, long take)
    {
        if (load.RejectsFile is null)
        {
            yield break;
        }
        using var database = Open();
        using var connection = database.Connect();
        using var result = connection.Query(string.Create(CultureInfo.InvariantCulture,
            $"""
            select line, bits, sets, other, raw, broken_vi, broken_en
            from read_parquet({DuckSql.Literal(lake.PathOf(load.RejectsFile))}) order by line limit {take} offset {skip}
            """));
        foreach (var row in result.Rows())
        {
            yield return Of(row);
        }
    }

    /// <summary>Only these rows, by <see cref="Reject.Number"/>.</summary>
    public IEnumerable<Reject> Read(IReadOnlySet<long> numbers) =>
        Read(0, long.MaxValue).Where(reject => numbers.Contains(reject.Number));

    private static DuckDatabase Open() => DuckDatabase.Open(null, new Dictionary<string, string>
    {
        ["memory_limit"] = "256MB", ["threads"] = "1",
    });

    private Reject Of(object?[] row)
    {
        var number = (long)row[0]!;
        var cells = ((object?[])row[4]!).Select(cell => (string?)cell).ToArray();
        if (row[5] is string vi)
        {
            var reason = Text.Pair(vi, (string)row[6]!);
            return new(number, number, cells, [new(RecordCheck.Check, null, -1, cells[0], reason, RecordCheck.Check.Rule, null)]);
        }
        var bits = ((object?[]?)row[1] ?? []).Select(bit => Convert.ToInt64(bit, CultureInfo.InvariantCulture)).ToArray();
        var sets = ((object?[]?)row[2] ?? []).Select(set => Convert.ToInt32(set, CultureInfo.InvariantCulture));
        var checks = load.Measure?.Results ?? [];
        var ofRow = checks.Take(rowChecks).Where((_, at) => (bits[at / BitsPerColumn] & (1L << (at % BitsPerColumn))) != 0)
            .Select(result => result.Check).ToList();
        if (ofRow.All(check => check.Severity != Severity.Error))
        {
            // Only a comparison with others rejected it, so its cells are values as understood, not as written.
            cells = [.. cells.Select(AsWritten)];
        }
        var other = row[3] is null ? (long?)null : LineOf((long)row[3]!);
        var faults = ofRow.Concat(sets.Select(set => checks[rowChecks + set].Check))
            .Where(check => check.Severity == Severity.Error)
            .Select(check => FaultOf(check, cells, other)).ToList();
        // A value that cannot be read is missing to every other check; the first says it all.
        var unread = faults.Where(fault => fault.Check.Kind == "type").Select(fault => fault.Field).ToHashSet();
        faults.RemoveAll(fault => fault.Check.Kind != "type" && fault.Field is not null && unread.Contains(fault.Field));
        // A value of the wrong form stands in no list either.
        var unformed = faults.Where(fault => fault.Check.Kind is "format" or "pattern").Select(fault => fault.Field).ToHashSet();
        faults.RemoveAll(fault => fault.Check.Kind is "codeList" or "reference" && unformed.Contains(fault.Field));
        return new(number, LineOf(number), cells, faults);
    }

    private Fault FaultOf(Check check, string?[] cells, long? other)
    {
        var field = check.Fields is [var name, ..] ? contract.FindField(name) : null;
        var column = field is null ? -1 : understanding.ColumnOf(field);
        var value = column < 0 || column >= cells.Length ? null : cells[column];
        var seen = other is { } line && check.Kind is "key" or "unique" or "duplicate" ? T.FaultSeen(other) : check.Fault;
        return new(check, field, column, value, seen, check.Rule,
            field is null || column < 0 || value is null ? null : suggest?.For(check, field, value, understanding.Columns[column].Numbers));
    }

    /// <summary>A value as understood, in the way its column is written.</summary>
    public string? AsWritten(string? cell, int column) => cell is not null && column < understanding.Columns.Count
        && understanding.Columns[column] is { Numbers: NumberForm.Vietnamese, Field: { } name }
        && contract.FindField(name)?.IsNumeric() == true
            ? cell.Replace('.', ',') : cell;

    public long LineOf(long record) => load.FirstLine is { } first ? first + record : record;
}
