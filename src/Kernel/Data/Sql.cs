namespace Phusa.Kernel.Data;

/// <summary>A statement and its values. The text is a constant; every value is a parameter named <c>@name</c>.</summary>
public sealed record Sql(string Text, params (string Name, object? Value)[] Values);
