using System.Globalization;
using Phusa.Catalog.Contracts;
using Phusa.Quality.Contracts;
using Phusa.Warehouse.DuckDb;

namespace Phusa.Quality.Checks;

/// <summary>
/// Finds the rows at fault that only a comparison shows, one check after the other. A row that is rejected already is
/// no row to compare with: the first of two equal keys is not spared for one that will not be kept. Checks against
/// other datasets see it all the same, so that whoever mends it reads everything that is wrong with it.
/// </summary>
/// <param name="anyRejected">Whether a bit rejects any row; without one, all rows are looked at as they are, which statistics answer.</param>
internal sealed class LateRows(DuckConnection connection, CheckPlan plan, string rows, bool anyRejected)
{
    private readonly List<string> rejecting = [];

    /// <summary>Rows without a fault of severity error so far.</summary>
    public string Sound => rejecting.Count == 0
        ? Passed
        : $"(select s.* from {Passed} s anti join (select row from _late where check_no in ({string.Join(", ", rejecting)})) l on s.row = l.row)";

    private string Passed { get; } = anyRejected ? $"(select * from {rows} where not ({plan.IsRejectedSql()}))" : rows;

    /// <summary>Adds the rows at fault to <c>_late</c>; a row counts once, whatever it clashes with.</summary>
    public long Find(SetCheck set, int number)
    {
        if (set.UniqueNumber is { } field && DenseNumbers.AreUnique(connection, Sound, field))
        {
            return 0;
        }
        var no = number.ToString(CultureInfo.InvariantCulture);
        var seen = set.Alone ? rows : Sound;
        var found = connection.Execute(
            $"insert into _late select {no}, row::bigint, min(other::bigint) from ({CheckProof.Over(set.Failing, seen)}) where row is not null group by row");
        if (found > 0 && set.Check.Severity == Severity.Error)
        {
            rejecting.Add(no);
        }
        return found;
    }
}
