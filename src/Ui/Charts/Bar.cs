namespace Phusa.Ui;

/// <summary>A bar: its label, its value (null is a gap), the plan as a thin line, and whether it is an estimate.</summary>
/// <param name="Shown">The value as text; formatted in the reader's language when left out.</param>
public sealed record Bar(Words Label, double? Value, double? Plan = null, bool Estimate = false, Words Shown = default);
