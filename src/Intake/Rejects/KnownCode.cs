namespace Phusa.Intake.Rejects;

/// <summary>A value that a field may take, with what people call it.</summary>
/// <param name="Spellings">Other names than the label: short, former, in another language.</param>
internal sealed record KnownCode(string Code, string? Label = null, params IReadOnlyList<string> Spellings);
