namespace Phusa.Ui;

/// <summary>
/// A bar: its label, its value (null is a gap), the plan as a thin line, and whether it is an estimate. The value is
/// written in the reader's language unless <c>Shown</c> says how.
/// </summary>
public sealed record Bar(Words Label, double? Value, double? Plan = null, bool Estimate = false, Words Shown = default);
