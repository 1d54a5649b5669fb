using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;

namespace Phusa.Quality.Contracts;

/// <summary>One thing that rows must satisfy, derived from a contract.</summary>
/// <param name="Name">Stable within a contract: <c>field.kind</c>, or the rule's own name.</param>
/// <param name="Kind">Of the vocabulary in docs/reference/checks.md.</param>
/// <param name="Rule">What is expected, worded for a steward.</param>
/// <param name="Fault">What is wrong with a value that fails, as the end of a sentence about it.</param>
public sealed record Check(
    string Name,
    string Kind,
    IReadOnlyList<string> Fields,
    QualityCriterion Criterion,
    Severity Severity,
    Text Rule,
    Text Fault);

/// <summary>How a check went over the rows of a load or a version.</summary>
/// <param name="Tested">Cells, rows or pairs that it looked at; null when it could not be measured.</param>
/// <param name="Measured">For a check of the whole table: the number that was compared with its bound.</param>
/// <param name="NotMeasured">Why it could not be measured.</param>
public sealed record CheckResult(
    Check Check, long? Tested, long Failed, decimal? Measured = null, Text? NotMeasured = null)
{
    public bool IsMeasured => Tested is not null;

    public bool Passed => IsMeasured && Failed == 0;
}
