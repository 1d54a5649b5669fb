namespace Phusa.Quality.Contracts;

/// <summary>What a run measured.</summary>
/// <param name="DirtyRows">Rows with at least one fault of the criterion Clean.</param>
public sealed record CheckMeasure(long Rows, long DirtyRows, IReadOnlyList<CheckResult> Results)
{
    /// <summary>
    /// Rows that were delivered but rejected belong to the measure too. Checks are matched by their name; one that
    /// only the rejected rows were put to stands by itself.
    /// </summary>
    public CheckMeasure With(CheckMeasure rejected)
    {
        var more = rejected.Results.Where(result => result.IsMeasured).ToDictionary(result => result.Check.Name);
        var both = Results.Select(result => result.IsMeasured && more.Remove(result.Check.Name, out var added)
            ? result with { Tested = result.Tested + added.Tested, Failed = result.Failed + added.Failed }
            : result).ToList();
        var known = Results.Select(result => result.Check.Name).ToHashSet();
        return new(Rows + rejected.Rows, DirtyRows + rejected.DirtyRows,
            [.. both, .. more.Values.Where(result => !known.Contains(result.Check.Name))]);
    }
}
