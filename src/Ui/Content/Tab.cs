namespace Phusa.Ui;

/// <summary>One of several views of a thing, each with an address of its own.</summary>
public sealed record Tab(Words Title, string Href, bool Current = false, long? Count = null);
