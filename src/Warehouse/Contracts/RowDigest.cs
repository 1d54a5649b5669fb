namespace Phusa.Warehouse.Contracts;

/// <summary>A checksum over rows that does not ask for their order.</summary>
/// <param name="Fields">Those that it covers, by name.</param>
/// <param name="Value">SHA-256 in hexadecimal.</param>
public sealed record RowDigest(long Rows, IReadOnlyList<string> Fields, string Value);
