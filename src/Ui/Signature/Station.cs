namespace Phusa.Ui;

/// <summary>One stop of a figure on its way from the source to its use.</summary>
/// <param name="Title">What it is: a file, a check, a version, a use.</param>
/// <param name="Lines">One to three short facts.</param>
/// <param name="Href">Where to read on.</param>
/// <param name="End">Where the stream ends: what the figure is used for.</param>
public sealed record Station(Words Title, IReadOnlyList<Words> Lines, string? Href = null, bool End = false);
