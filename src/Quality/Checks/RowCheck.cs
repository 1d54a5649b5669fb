using Phusa.Catalog.Contracts;
using Phusa.Kernel.Texts;
using Phusa.Quality.Contracts;

namespace Phusa.Quality.Checks;

/// <summary>A check of one row by itself; it costs no second look at the data.</summary>
/// <param name="Failing">
/// SQL that is true for a row at fault, over typed columns <c>"field"</c> and what was written, <c>"~field"</c>.
/// Null counts as passing.
/// </param>
/// <param name="Tests">The field whose filled cells are tested; null when every row is.</param>
/// <param name="Written">SQL in it that stands in the contract, which <see cref="SqlGate"/> must let through.</param>
/// <param name="NeedsSource">It judges how a value was written, which typed rows of a version do not tell any more.</param>
internal sealed record RowCheck(
    Check Check, string Failing, string? Tests, string? Written = null, bool NeedsSource = false);

/// <summary>A check of rows against each other or against other datasets.</summary>
/// <param name="Failing">
/// SQL over <c>{rows}</c> giving <c>row</c> (its number) and <c>other</c> (the number of the row it clashes with, or null).
/// </param>
/// <param name="UniqueNumber">The whole number whose being unique is all that is checked; see <see cref="DenseNumbers"/>.</param>
/// <param name="Alone">Each row is judged by itself, so one that is rejected already hears of this fault too.</param>
internal sealed record SetCheck(
    Check Check, string Failing, string? Tests, string? Written = null, string? UniqueNumber = null, bool Alone = false);

/// <summary>A check of the table as a whole: a number and what it must be.</summary>
/// <param name="Measure">SQL over <c>{rows}</c> giving one number; null means that there was nothing to measure.</param>
/// <param name="IsFailingRows">The number counts rows at fault, so that it also is the share that failed.</param>
internal sealed record TableCheck(
    Check Check, string Measure, Bound Bound, bool IsFailingRows, bool InPercent, string? Written = null);

/// <summary>A check that cannot be made now, and why; it shows as "not measured", never as passed.</summary>
internal sealed record SkippedCheck(Check Check, Text Reason);
