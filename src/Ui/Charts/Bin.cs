namespace Phusa.Ui;

/// <summary>A class of a histogram: its range in words and how many values fall into it.</summary>
public sealed record Bin(Words Range, long Count);
