namespace Phusa.Ui;

/// <summary>A part of a <see cref="SplitBar"/>.</summary>
public sealed record Part(Words Title, long Count, TagTone Tone);
