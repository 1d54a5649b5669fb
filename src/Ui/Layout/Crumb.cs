namespace Phusa.Ui;

/// <summary>A step of the breadcrumb; the last one, where the reader is, has no address.</summary>
public sealed record Crumb(Words Text, string? Href = null);
