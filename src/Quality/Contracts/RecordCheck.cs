using Phusa.Catalog.Contracts;

namespace Phusa.Quality.Contracts;

/// <summary>
/// That every line of a file can be read as a record: one with too many values or a quote that never closes is no row
/// that any other check could be put to. No contract declares it; it is made for every load.
/// </summary>
public static class RecordCheck
{
    public const string Kind = "record";

    public static Check Check { get; } =
        new(Kind, Kind, [], QualityCriterion.Correct, Severity.Error, T.RecordRule, T.RecordFault);

    /// <summary>
    /// The measure with this check behind all others, whose places stay as they are.
    /// </summary>
    /// <param name="broken">Lines that are no record.</param>
    public static CheckMeasure WithRecords(this CheckMeasure measure, long broken) => measure with
    {
        Results = [.. measure.Results.Where(result => result.Check.Kind != Kind), new(Check, measure.Rows + broken, broken)],
    };

    /// <summary>Lines that were no record; 0 for what was measured before they were counted.</summary>
    public static long Broken(this CheckMeasure measure) =>
        measure.Results.Where(result => result.Check.Kind == Kind).Sum(result => result.Failed);
}
