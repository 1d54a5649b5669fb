namespace Phusa.Ui;

/// <summary>A choice of a <see cref="Select"/>.</summary>
public sealed record SelectOption(string Value, Words Title);
