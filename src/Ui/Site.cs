namespace Phusa.Ui;

/// <summary>Whose platform this is.</summary>
/// <param name="Province">Shown beside the brand, such as <c>tỉnh Gia Lai</c>; empty shows the brand alone.</param>
public sealed record Site(string Province);
