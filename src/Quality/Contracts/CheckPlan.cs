using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Checks;

namespace Phusa.Quality.Contracts;

/// <summary>
/// All checks of a contract, ready to run in DuckDB. Checks of single rows become bits of the columns
/// <c>_f0</c>, <c>_f1</c> …, computed while the rows are read; the others look at the rows afterwards.
/// </summary>
public sealed class CheckPlan
{
    /// <summary>Bits used of a column, so that its sum and sign are never in question.</summary>
    private const int BitsPerColumn = 62;

    internal CheckPlan(DataContract contract, IEnumerable<object> made)
    {
        List<object> all = [.. made];
        Contract = contract;
        Rows = [.. all.OfType<RowCheck>()];
        Sets = [.. all.OfType<SetCheck>()];
        Tables = [.. all.OfType<TableCheck>()];
        Skipped = [.. all.OfType<SkippedCheck>()];
    }

    internal DataContract Contract { get; }

    internal IReadOnlyList<RowCheck> Rows { get; }

    internal IReadOnlyList<SetCheck> Sets { get; }

    internal IReadOnlyList<TableCheck> Tables { get; }

    internal IReadOnlyList<SkippedCheck> Skipped { get; }

    /// <summary>Row checks first, in the order of their bits, then those of sets by their number, and the others.</summary>
    public IReadOnlyList<Check> Checks =>
        [.. Rows.Select(row => row.Check), .. Sets.Select(set => set.Check), .. Tables.Select(table => table.Check),
            .. Skipped.Select(skipped => skipped.Check)];

    /// <summary>How many of <see cref="Checks"/> are bits.</summary>
    public int RowChecks => Rows.Count;

    /// <summary>Names of the columns of fault bits.</summary>
    public IReadOnlyList<string> BitColumns =>
        [.. Enumerable.Range(0, (Rows.Count + BitsPerColumn - 1) / BitsPerColumn).Select(ColumnOf)];

    /// <param name="relations">Served rows of the datasets that the contract names; see <see cref="Needs"/>.</param>
    /// <param name="mode">
    /// An append may not bring a key that is served already. Rows that will stand beside others are not the whole
    /// table, so its checks wait for <see cref="MeasureVersion"/>.
    /// </param>
    public static CheckPlan Of(
        DataContract contract, IReadOnlyDictionary<string, Relation> relations, LoadMode mode = LoadMode.Replace) => new(
        contract,
        new object[][]
        {
            [.. contract.Fields.SelectMany(FieldChecks.Of)],
            [.. contract.Fields.SelectMany(field => ListChecks.Of(field, relations))],
            [.. KeyChecks.Of(contract)],
            [.. mode == LoadMode.Append ? KeyChecks.Existing(contract, relations) : []],
            [.. contract.Fields.SelectMany(field => field.Rules.SelectMany(rule =>
                RuleChecks.Of(contract, field, rule, relations)))],
            [.. contract.Rules.SelectMany(rule => RuleChecks.Of(contract, null, rule, relations))],
        }.SelectMany(made => made).Select(made => mode != LoadMode.Replace && made is TableCheck table
            ? new SkippedCheck(table.Check, T.MissingWhole) : made));

    /// <summary>Names of other datasets that the contract's checks compare with.</summary>
    public static IReadOnlySet<string> Needs(DataContract contract)
    {
        var rules = contract.Rules.Concat(contract.Fields.SelectMany(field => field.Rules)).ToList();
        return contract.Fields.Select(field => field.CodeList?.Name)
            .Concat(contract.Fields.SelectMany(field => field.References.Select(target => target.Dataset)))
            .Concat(rules.Select(rule => rule.Arguments.GetValueOrDefault("dataset") as string))
            .Concat(rules.SelectMany(rule => SqlGate.DatasetsOf(rule.Query?.Replace("${", "{", StringComparison.Ordinal))))
            .Concat(rules.SelectMany(rule => SqlGate.DatasetsOf(rule.Arguments.GetValueOrDefault("query") as string)))
            .OfType<string>().ToHashSet();
    }

    /// <summary>The bit columns as SQL over typed and written columns: <c>expression as _f0, …</c>.</summary>
    /// <param name="runs">Whether a check has to be run at all on these rows; the bit of one that has not stays 0.</param>
    public string BitsSql(Func<Check, bool> runs) => string.Join(",\n", BitColumns.Select((column, index) =>
        $"{Bits([.. Slice(index).Select((row, bit) => (row.Failing, 1L << bit, row.Check)).Where(one => runs(one.Check))])} as {column}"));

    /// <summary>True for a row with a fault of severity error.</summary>
    public string IsRejectedSql() => BitColumns.Count == 0 ? "false" : string.Join(" or ", BitColumns.Select((column, index) =>
        $"({column} & {Slice(index).Select((row, bit) => row.Check.Severity == Severity.Error ? 1L << bit : 0).Sum()}) <> 0"));

    /// <summary>Which row checks the bits of one row stand for.</summary>
    public IEnumerable<Check> FaultsOf(IReadOnlyList<long> bits) => Rows
        .Where((_, at) => at / BitsPerColumn < bits.Count && (bits[at / BitsPerColumn] & BitOf(at).Bit) != 0)
        .Select(row => row.Check);

    /// <summary>The check behind a number of the table <c>_late</c>.</summary>
    public Check SetCheck(int number) => Sets[number].Check;

    /// <summary>The bit column of a row check by its place in <see cref="Checks"/>, and its bit there.</summary>
    public static (string Column, long Bit) BitOf(int row) => (ColumnOf(row / BitsPerColumn), 1L << (row % BitsPerColumn));

    /// <summary>Bits of the row checks of one criterion, column by column.</summary>
    internal IEnumerable<(string Column, long Mask)> MaskOf(QualityCriterion criterion) => BitColumns.Select((column, index) => (
        column, Slice(index).Select((row, bit) => row.Check.Criterion == criterion ? 1L << bit : 0).Sum()));

    /// <summary>Most rows are sound: whether any check fails is asked first, and which one only of those.</summary>
    private static string Bits(IReadOnlyList<(string Failing, long Bit, Check Check)> checks) => checks.Count == 0
        ? "0::bigint"
        : $"""
          (case when {string.Join(" or ", checks.Select(one => $"({one.Failing})"))}
              then {string.Join(" + ", checks.Select(one => $"case when {one.Failing} then {one.Bit} else 0 end"))} else 0 end)::bigint
          """;

    private static string ColumnOf(int index) => string.Create(CultureInfo.InvariantCulture, $"_f{index}");

    private IEnumerable<RowCheck> Slice(int column) => Rows.Skip(column * BitsPerColumn).Take(BitsPerColumn);
}
